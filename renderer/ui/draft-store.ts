/**
 * What was typed and is not saved yet: kept apart from the core, so that a crash, a reload or a
 * lost core cannot take it. Small drafts are written to localStorage, which is quick enough for a
 * page that goes, and all to IndexedDB, which has room for large ones and is on disk at once; the
 * newer of both counts.
 */
import { draftOf, openDraftDatabase, type DraftDatabase, type KeptDraft } from './draft-database.ts'

const PREFIX = 'hookbench:'

/** Longest time in which a draft is only in memory. */
const KEPT_WITHIN_MS = 400

/** Characters; localStorage has room for 5 million in all and blocks the page. */
const LARGE = 200_000

/** A database that does not answer must not keep the window closed. */
const OPENED_WITHIN_MS = 2000

let database: DraftDatabase | undefined
let isReady = false
const readyListeners = new Set<() => void>()
const kept = new Map<string, KeptDraft>()
/** Those that are not written yet. */
const waiting = new Set<string>()
let timer: ReturnType<typeof setTimeout> | undefined
let onLost: () => void = () => undefined

/** Drafts can be read once it has settled. */
export async function openDrafts(): Promise<void> {
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), OPENED_WITHIN_MS)
  })
  try {
    database = await Promise.race([openDraftDatabase(), late])
  } catch {
    // Forbidden, as in some private windows: localStorage is what there is.
  }
  for (const [key, draft] of database?.all ?? []) {
    kept.set(key, draft)
    forgetForGood(key, draft)
  }
  isReady = true
  for (const listener of readyListeners) {
    listener()
  }
}

export function areDraftsReady(): boolean {
  return isReady
}

export function onDraftsReady(listener: () => void): () => void {
  readyListeners.add(listener)
  return () => readyListeners.delete(listener)
}

/** Called when a draft could be kept nowhere but in memory. */
export function onDraftLost(listener: () => void): void {
  onLost = listener
}

export function readDraft(key: string): unknown {
  return newest(key)?.value
}

/** The keys of the drafts that there are, by what they begin with. */
export function draftKeys(prefix: string): string[] {
  const local = Object.keys(localStorage).map((key) => key.slice(PREFIX.length))
  return [...new Set([...kept.keys(), ...local])].filter(
    (key) => key.startsWith(prefix) && readDraft(key) !== undefined,
  )
}

/** `undefined` forgets it. Written within a moment, and at once when the page goes. */
export function keepDraft(key: string, value: unknown): void {
  kept.set(key, { at: Date.now(), value })
  waiting.add(key)
  // Not put off by further keys: who types without a pause would never have it kept.
  timer ??= setTimeout(flush, KEPT_WITHIN_MS)
}

function flush(): void {
  writeWaiting((key, draft) => void write(key, draft))
}

/** When the page goes, or may: nothing is waited for. */
export function flushDrafts(): void {
  writeWaiting((key, draft) => {
    const isLocal = sizeOf(draft.value) < LARGE && writeLocal(key, draft)
    if (database !== undefined && (!isLocal || draft.value === undefined)) {
      database.putLast(key, draft)
    } else if (!isLocal) {
      writeLocal(key, draft)
    }
  })
}

function writeWaiting(writeOne: (key: string, draft: KeptDraft) => void): void {
  clearTimeout(timer)
  timer = undefined
  const keys = [...waiting]
  waiting.clear()
  for (const key of keys) {
    const draft = kept.get(key)
    if (draft !== undefined) {
      writeOne(key, draft)
    }
  }
}

function newest(key: string): KeptDraft | undefined {
  const local = readLocal(key)
  const draft = kept.get(key)
  return local !== undefined && (draft === undefined || local.at > draft.at) ? local : draft
}

function readLocal(key: string): KeptDraft | undefined {
  try {
    const text = localStorage.getItem(PREFIX + key)
    if (text === null) {
      return undefined
    }
    const value: unknown = JSON.parse(text)
    // Before there was a time beside it, the draft itself stood there.
    return draftOf(value) ?? { at: 0, value }
  } catch {
    return undefined
  }
}

async function write(key: string, draft: KeptDraft): Promise<void> {
  const isLocal = sizeOf(draft.value) < LARGE && writeLocal(key, draft)
  try {
    if (database === undefined) {
      throw new Error('There is no database.')
    }
    await database.put(key, draft)
    const local = readLocal(key)
    if (!isLocal && local !== undefined && local.at <= draft.at) {
      writeLocal(key, { at: draft.at, value: undefined })
    }
  } catch {
    if (!isLocal && !writeLocal(key, draft)) {
      onLost()
    }
  }
}

/** `false` when there is no room, or it is forbidden. */
function writeLocal(key: string, draft: KeptDraft): boolean {
  try {
    if (draft.value === undefined) {
      localStorage.removeItem(PREFIX + key)
    } else {
      localStorage.setItem(PREFIX + key, JSON.stringify(draft))
    }
    return true
  } catch {
    return false
  }
}

/** What was forgotten in an earlier session: nothing can hold an older draft of it any more. */
function forgetForGood(key: string, draft: KeptDraft): void {
  if (draft.value === undefined && (readLocal(key)?.at ?? 0) <= draft.at) {
    kept.delete(key)
    writeLocal(key, draft)
    database?.remove(key)
  }
}

/** Characters of the texts in it, which is what takes room. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') {
    return value.length
  }
  return typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>((sum, part) => sum + sizeOf(part), 0)
    : 0
}
