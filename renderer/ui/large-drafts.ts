/**
 * Drafts for which localStorage has no room: as a whole in the database now and then, and what
 * differs from there in localStorage in between and when the page goes. A whole one takes the
 * database longer than a page has that is about to go.
 */
import type { DraftDatabase, KeptDraft } from './draft-database.ts'
import { readPatches, removeOlder, writePatches } from './draft-local.ts'
import { patched, patchOf } from './text-patch.ts'

interface Base {
  readonly at: number
  readonly text: string
}

/** A crash of the machine may take this much along. */
const WHOLE_WITHIN_MS = 3000

/** What the database holds, and what it may hold in a moment. */
const bases = new Map<string, readonly Base[]>()
const wholeAt = new Map<string, number>()

/** Something else will be in the database in its place. */
export function forgetBases(key: string): void {
  bases.delete(key)
  wholeAt.delete(key)
}

/** The draft as it was typed last, of what the database and the patches say. */
export function restoreLarge(key: string, stored: Base): KeptDraft | undefined {
  bases.set(key, [stored])
  const local = readPatches(key)
  const patch = local?.patches.find(({ base }) => base === stored.at)
  if (local === undefined || patch === undefined || local.at <= stored.at) {
    return undefined
  }
  try {
    return { at: local.at, value: JSON.parse(patched(stored.text, patch)) as unknown }
  } catch {
    return undefined
  }
}

/** `false` when only the database can hold it. */
export function keepDifference(key: string, { at, value }: KeptDraft): boolean {
  const text = JSON.stringify(value)
  const patches = (bases.get(key) ?? []).map((base) => ({
    base: base.at,
    ...patchOf(base.text, text),
  }))
  return writePatches(key, { at, patches })
}

/** Milliseconds until it should be written as a whole again. */
export function wholeIsDueIn(key: string): number {
  return (wholeAt.get(key) ?? -Infinity) + WHOLE_WITHIN_MS - performance.now()
}

/** Is on its way at once; resolves when it is on disk. */
export async function keepWhole(
  database: DraftDatabase,
  key: string,
  draft: KeptDraft,
): Promise<void> {
  const base = { at: draft.at, text: JSON.stringify(draft.value) }
  bases.set(key, [...(bases.get(key) ?? []), base])
  wholeAt.set(key, performance.now())
  try {
    await database.put(key, draft, base.text)
  } catch (error) {
    bases.set(
      key,
      (bases.get(key) ?? []).filter((one) => one !== base),
    )
    throw error
  }
  bases.set(
    key,
    (bases.get(key) ?? []).filter(({ at }) => at >= base.at),
  )
  removeOlder(key, base.at)
}
