/** What can be done to an event, from the list, its menu, the keyboard and its detail alike. */
import { actionOf, allActions, shortOf, type ActionId } from '#preload/actions'
import type { Result } from '#preload/contract'

export type EventSummary = Result<'events.list'>[number]

export interface EventActions {
  readonly inspect: (event: EventSummary) => void
  /** The same key opens and closes. */
  readonly toggleInspect: (event: EventSummary) => void
  readonly endInspect: () => void
  readonly showRaw: (event: EventSummary) => void
  readonly replay: (event: EventSummary, startsEditing: boolean) => void
  readonly copyCurl: (event: EventSummary) => void
  readonly save: (event: EventSummary, format: 'curl' | 'har' | 'http' | 'fixture') => void
  readonly setPinned: (eventId: string, pinned: boolean) => void
  readonly setNote: (eventId: string, note: string) => void
  /** The one beside it becomes the chosen one: of those listed, when a search hides others. */
  readonly remove: (event: EventSummary, listed?: readonly EventSummary[]) => void
}

/** The one below it, or the one above the last; `undefined` when it is alone. */
export function neighbourOf(
  listed: readonly EventSummary[],
  eventId: string,
): EventSummary | undefined {
  const at = listed.findIndex(({ id }) => id === eventId)
  return at === -1 ? undefined : (listed[at + 1] ?? listed[at - 1])
}

export type KeyAction = 'inspect' | 'raw' | 'replay' | 'edit' | 'pin' | 'note' | 'curl' | 'delete'

const listed: readonly (readonly [ActionId, KeyAction])[] = [
  ['event.inspect', 'inspect'],
  ['event.raw', 'raw'],
  ['event.replay', 'replay'],
  ['event.editReplay', 'edit'],
  ['event.pin', 'pin'],
  ['event.copyCurl', 'curl'],
  ['event.delete', 'delete'],
]

/** Single keys, while the list or the detail has the focus and no text is typed. */
const keys: ReadonlyMap<string, KeyAction> = new Map([
  ...listed.map(([id, act]) => [keyText(id).toLowerCase(), act] as const),
  ['n', 'note'],
])

/** The key of the list that does it, as a menu shows it. */
export function keyText(id: ActionId): string {
  return actionOf(id).listKey ?? ''
}

export function keyActionOf(event: {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}): KeyAction | undefined {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
  return isPlain ? keys.get(event.key.toLowerCase()) : undefined
}

export function carryOut(
  action: KeyAction,
  event: EventSummary,
  actions: EventActions,
  onNote: () => void,
): void {
  switch (action) {
    case 'inspect':
      return actions.toggleInspect(event)
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
  ...allActions.flatMap(({ id, listKey }) =>
    listKey === undefined ? [] : [{ title: shortOf(id), keys: listKey }],
  ),
  // What only the list itself can do.
  { title: 'Note…', keys: 'N' },
  { title: 'Search', keys: '/' },
]
