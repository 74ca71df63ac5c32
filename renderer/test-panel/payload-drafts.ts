/** Edited payloads of a source, by selection (`'sample'` or an event's id); kept across reloads. */
import { draftKeys, keepDraft, readDraft } from '../ui/draft-store.ts'
import { readLocal, writeLocal } from '../ui/local-store.ts'

/** The selection that is no captured event. */
export const SAMPLE = 'sample'

/** Outside of React's state: a key renders what shows the text and nothing else. */
export interface PayloadDrafts {
  readonly get: (key: string) => string | undefined
  /** `null` forgets the draft. */
  readonly set: (key: string, text: string | null) => void
  /** The same object until a draft comes or goes. */
  readonly keys: () => ReadonlySet<string>
  readonly subscribe: (listener: () => void) => () => void
}

export function createPayloadDrafts(sourceId: string): PayloadDrafts {
  const drafts = readDrafts(sourceId)
  const listeners = new Set<() => void>()
  let keys: ReadonlySet<string> = new Set(drafts.keys())
  return {
    get: (key) => drafts.get(key),
    set(key, text) {
      if (text === null) {
        drafts.delete(key)
      } else {
        drafts.set(key, text)
      }
      if (drafts.has(key) !== keys.has(key)) {
        keys = new Set(drafts.keys())
      }
      keepDraft(prefixOf(sourceId) + key, text ?? undefined)
      for (const listener of listeners) {
        listener()
      }
    },
    keys: () => keys,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Each draft by itself: the other large ones are not written again at each key. */
function prefixOf(sourceId: string): string {
  return `draft:payload:${sourceId}:`
}

function readDrafts(sourceId: string): Map<string, string> {
  separateDrafts(sourceId)
  const prefix = prefixOf(sourceId)
  return new Map(
    draftKeys(prefix).flatMap((key) => {
      const text = readDraft(key)
      return typeof text === 'string' ? [[key.slice(prefix.length), text] as const] : []
    }),
  )
}

/** They were once kept together. */
function separateDrafts(sourceId: string): void {
  const together = `draft:payload:${sourceId}`
  const kept = readDraft(together)
  if (typeof kept !== 'object' || kept === null) {
    return
  }
  for (const [key, text] of Object.entries(kept)) {
    keepDraft(prefixOf(sourceId) + key, text)
  }
  keepDraft(together, undefined)
}

export function readSelection(sourceId: string): string {
  const kept = readLocal(`payload:${sourceId}`)
  return typeof kept === 'string' ? kept : SAMPLE
}

export function keepSelection(sourceId: string, selection: string): void {
  writeLocal(`payload:${sourceId}`, selection)
}

/**
 * What is chosen in place of an event that left the ring: the newest, which the user waits for,
 * or nothing while the list does not hold yet what was chosen.
 */
export function successorOf(state: {
  readonly wanted: string
  /** What was chosen and there. */
  readonly seen: string | null
  /** What is shown: an edited copy outlives its event. */
  readonly selection: string
  readonly newest: string | undefined
}): string | null {
  const { wanted, seen, selection, newest } = state
  return selection === wanted || seen !== wanted ? null : (newest ?? SAMPLE)
}
