/** Edited payloads of a source, by selection (`'sample'` or an event's id); kept across reloads. */
import { readLocal, writeLocal, writeLocalSoon } from '../ui/local-store.ts'

/** The selection that is no captured event. */
export const SAMPLE = 'sample'

export type PayloadDrafts = Readonly<Record<string, string>>

function keyOf(sourceId: string): string {
  return `draft:payload:${sourceId}`
}

export function readPayloadDrafts(sourceId: string): PayloadDrafts {
  const kept = readLocal(keyOf(sourceId))
  if (typeof kept !== 'object' || kept === null) {
    return {}
  }
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

export function keepPayloadDrafts(sourceId: string, drafts: PayloadDrafts): void {
  const isEmpty = Object.keys(drafts).length === 0
  writeLocalSoon(keyOf(sourceId), isEmpty ? undefined : drafts)
}

export function withDraft(drafts: PayloadDrafts, key: string, text: string | null): PayloadDrafts {
  const rest = Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== key))
  return text === null ? rest : { ...rest, [key]: text }
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
