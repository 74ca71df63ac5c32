/**
 * A value that is too large or too deep to be looked at, with its long texts, long lists and deep
 * levels cut: how it is built stays in sight. What is left out is said where it was.
 */

/** Of one text: it tells what it is, and leaves room for others. */
const MAX_TEXT = 2000
/** So much of each text is shown, whatever is left. */
const MIN_TEXT = 60
/** Of the name of a property. */
const MAX_NAME = 200

interface Room {
  /** Characters. */
  left: number
}

/** `size` is about how many characters it may have as JSON. */
export function shorten(
  item: Readonly<Record<string, unknown>>,
  size: number,
  levels: number,
): object {
  return entriesWithin(item, { left: size }, levels)
}

function within(value: unknown, room: Room, levels: number): unknown {
  if (typeof value === 'string') {
    return textWithin(value, room)
  }
  if (typeof value !== 'object' || value === null) {
    room.left -= String(value).length + 1
    return value
  }
  const count = Object.keys(value).length
  if (levels === 0 && count > 0) {
    return `… (${Array.isArray(value) ? `a list of ${count}` : `${count} more inside`})`
  }
  room.left -= 3
  return Array.isArray(value)
    ? listWithin(value, room, levels - 1)
    : entriesWithin(value, room, levels - 1)
}

function textWithin(text: string, room: Room): string {
  const first = start(text, Math.max(MIN_TEXT, Math.min(MAX_TEXT, room.left)))
  const more = text.length - first.length
  const shown = more === 0 ? text : `${first}… (${more.toLocaleString('en')} more characters)`
  room.left -= shown.length + 2
  return shown
}

/** Not between the two halves of one character. */
function start(text: string, length: number): string {
  const code = text.charCodeAt(length - 1)
  return text.slice(0, code >= 0xd800 && code < 0xdc00 ? length - 1 : length)
}

function listWithin(items: readonly unknown[], room: Room, levels: number): unknown[] {
  const shown: unknown[] = []
  for (const item of items) {
    if (room.left <= 0) {
      return [...shown, `… (${(items.length - shown.length).toLocaleString('en')} more)`]
    }
    shown.push(shared(item, room, items.length - shown.length, levels))
  }
  return shown
}

function entriesWithin(value: object, room: Room, levels: number): object {
  const entries = Object.entries(value)
  // `Object.fromEntries` makes an own property also of `__proto__`.
  const shown = new Map<string, unknown>()
  for (const [index, [name, inner]] of entries.entries()) {
    if (room.left <= 0) {
      shown.set('…', `${(entries.length - index).toLocaleString('en')} more`)
      break
    }
    const key = name.length > MAX_NAME ? `${start(name, MAX_NAME)}…` : name
    room.left -= key.length + 4
    shown.set(key, shared(inner, room, entries.length - index, levels))
  }
  return Object.fromEntries(shown)
}

/** No more than half of the room, unless nothing comes after it: what does is seen, too. */
function shared(value: unknown, room: Room, toCome: number, levels: number): unknown {
  const own: Room = { left: toCome === 1 ? room.left : room.left / 2 }
  const before = own.left
  const shown = within(value, own, levels)
  room.left -= before - own.left
  return shown
}
