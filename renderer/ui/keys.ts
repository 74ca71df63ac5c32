/** Combinations of keys such as `Mod+Shift+Enter`: from a pressed key, and as the user reads them. */
const isApple = /Mac|iPhone|iPad/.test(navigator.platform)

const APPLE: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↵',
}
const OTHER: Readonly<Record<string, string>> = { Mod: 'Ctrl', Enter: '↵' }

export function keysText(keys: string): string {
  const parts = keys.split('+')
  return isApple
    ? parts.map((part) => APPLE[part] ?? part).join('')
    : parts.map((part) => OTHER[part] ?? part).join('+')
}

/** For `aria-keyshortcuts`. */
export function ariaKeys(keys: string): string {
  return keys.replace('Mod', isApple ? 'Meta' : 'Control')
}

/**
 * Letters and digits by their key, whatever sign the layout or Alt makes of them; everything else
 * by its sign, which Shift has then made and is not named again.
 */
export function combinationOf(event: KeyboardEvent): string | null {
  const mod = isApple ? event.metaKey : event.ctrlKey
  const other = isApple ? event.ctrlKey : event.metaKey
  if (other || ['Control', 'Meta', 'Alt', 'Shift'].includes(event.key)) {
    return null
  }
  const key = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1]
  // A layout of letters that are not Latin ones still has its keys; one that moves them has signs.
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toUpperCase() : key
  const isSign = letter === undefined && event.key.length === 1
  const name = event.key === '?' && !mod && !event.altKey ? '?' : (letter ?? event.key)
  const isNamedByShift = isSign || name === '?'
  return [
    ...(mod ? ['Mod'] : []),
    ...(event.shiftKey && !isNamedByShift ? ['Shift'] : []),
    ...(event.altKey ? ['Alt'] : []),
    name,
  ].join('+')
}
