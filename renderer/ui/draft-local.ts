/**
 * Drafts in localStorage: written before the page goes on, so that nothing can end it in between.
 * A draft that has no room there is kept in the database; what was typed since is small enough.
 */
import { draftOf, type KeptDraft } from './draft-database.ts'
import type { TextPatch } from './text-patch.ts'

const PREFIX = 'hookbench:'

/** Characters; more differs only when much was pasted, or cut. */
const MAX_PATCH = 100_000

/** Against one text that the database may hold. */
export interface DraftPatch extends TextPatch {
  /** When that text was kept, which is what it is known by. */
  readonly base: number
}

export interface LocalPatches {
  readonly at: number
  readonly patches: readonly DraftPatch[]
}

export function localKeys(): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => key.slice(PREFIX.length))
  } catch {
    // Forbidden: the database and the core have what there is.
    return []
  }
}

/** A draft that stands there as a whole. */
export function readLocal(key: string): KeptDraft | undefined {
  const value = read(key)
  if (value === undefined || patchesOf(value) !== undefined) {
    return undefined
  }
  // Before there was a time beside it, the draft itself stood there.
  return draftOf(value) ?? { at: 0, value }
}

export function readPatches(key: string): LocalPatches | undefined {
  return patchesOf(read(key))
}

/** `false` when there is no room, or it is forbidden. */
export function writeLocal(key: string, draft: KeptDraft): boolean {
  return draft.value === undefined ? remove(key) : write(key, draft)
}

/** `false` also where one of them is too large to be written at each pause. */
export function writePatches(key: string, { at, patches }: LocalPatches): boolean {
  const small = patches.filter(({ text }) => text.length <= MAX_PATCH)
  return small.length > 0 && write(key, { at, patches: small }) && small.length === patches.length
}

/** Once the database holds that much or more. */
export function removeOlder(key: string, at: number): void {
  const local = readPatches(key) ?? readLocal(key)
  if (local !== undefined && local.at <= at) {
    remove(key)
  }
}

function read(key: string): unknown {
  try {
    const text = localStorage.getItem(PREFIX + key)
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function write(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

function remove(key: string): boolean {
  try {
    localStorage.removeItem(PREFIX + key)
    return true
  } catch {
    return false
  }
}

function patchesOf(value: unknown): LocalPatches | undefined {
  return typeof value === 'object' &&
    value !== null &&
    'patches' in value &&
    Array.isArray(value.patches) &&
    'at' in value &&
    typeof value.at === 'number'
    ? { at: value.at, patches: value.patches.filter(isPatch) }
    : undefined
}

function isPatch(value: unknown): value is DraftPatch {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['base', 'from', 'drop'].every((name) => typeof Reflect.get(value, name) === 'number') &&
    typeof Reflect.get(value, 'text') === 'string'
  )
}
