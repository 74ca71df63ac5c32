/** What can be done to an event, from the list, its menu, the keyboard and its detail alike. */
import type { Result } from '#preload/contract'

export type EventSummary = Result<'events.list'>[number]

export interface EventActions {
  readonly inspect: (event: EventSummary) => void
  readonly showRaw: (event: EventSummary) => void
  readonly replay: (event: EventSummary, startsEditing: boolean) => void
  readonly copyCurl: (event: EventSummary) => void
  readonly save: (event: EventSummary, format: 'curl' | 'har' | 'http' | 'fixture') => void
  readonly setPinned: (eventId: string, pinned: boolean) => void
  readonly setNote: (eventId: string, note: string) => void
  readonly remove: (event: EventSummary) => void
}

export type KeyAction = 'inspect' | 'raw' | 'replay' | 'edit' | 'pin' | 'note' | 'curl' | 'delete'

/** Single keys, while the list or the detail has the focus and no text is typed. */
const keys: Readonly<Record<string, KeyAction>> = {
  i: 'inspect',
  r: 'raw',
  s: 'replay',
  e: 'edit',
  p: 'pin',
  n: 'note',
  c: 'curl',
  delete: 'delete',
}

export function keyActionOf(event: {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}): KeyAction | undefined {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
  return isPlain ? keys[event.key.toLowerCase()] : undefined
}

export function carryOut(
  action: KeyAction,
  event: EventSummary,
  actions: EventActions,
  onNote: () => void,
): void {
  switch (action) {
    case 'inspect':
      return actions.inspect(event)
    case 'raw':
      return actions.showRaw(event)
    case 'replay':
      return actions.replay(event, false)
    case 'edit':
      return actions.replay(event, true)
    case 'pin':
      return actions.setPinned(event.id, !event.pinned)
    case 'note':
      return onNote()
    case 'curl':
      return actions.copyCurl(event)
    case 'delete':
      return actions.remove(event)
  }
}

/** For the sheet of shortcuts. */
export const listKeys: readonly { readonly title: string; readonly keys: string }[] = [
  { title: 'Inspect', keys: 'I' },
  { title: 'Show raw', keys: 'R' },
  { title: 'Replay…', keys: 'S' },
  { title: 'Edit and replay…', keys: 'E' },
  { title: 'Pin or unpin', keys: 'P' },
  { title: 'Note…', keys: 'N' },
  { title: 'Copy as curl', keys: 'C' },
  { title: 'Delete', keys: 'Delete' },
  { title: 'Search', keys: '/' },
]
