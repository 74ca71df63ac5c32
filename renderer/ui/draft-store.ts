/**
 * What was typed and is not saved yet: kept apart from the core, so that a crash, a reload or a
 * lost core cannot take it. Small drafts are written to localStorage, which is quick enough for a
 * page that goes, and all to IndexedDB, which has room for large ones and is on disk at once; the
 * newer of both counts. Of a large one localStorage has what was typed last. In a browser these
 * belong to one port, so that they are shared by the core as well, somewhat later.
 */
import { openDraftDatabase, type DraftDatabase, type KeptDraft } from './draft-database.ts'
import { localKeys, readLocal, writeLocal } from './draft-local.ts'
import {
  forgetBases,
  keepDifference,
  keepWhole,
  restoreLarge,
  wholeIsDueIn,
} from './large-drafts.ts'

/** Longest time in which a draft is only in memory. */
const KEPT_WITHIN_MS = 400

/** Characters; localStorage has room for 5 million in all and blocks the page. */
const LARGE = 200_000

/** A database that does not answer must not keep the window closed. */
const OPENED_WITHIN_MS = 2000

/** Longest time in which a draft is in the page's own storage only; a large one takes a while. */
const SHARED_WITHIN_MS = 1000
const LARGE_SHARED_WITHIN_MS = 4000

/** Drafts for whatever page comes next, at whatever address. */
export interface SharedDrafts {
  readonly list: () => Promise<readonly (readonly [key: string, draft: KeptDraft])[]>
  /** `false` when it did not work, and may another time. */
  readonly keep: (key: string, draft: KeptDraft) => Promise<boolean>
}

let shared: SharedDrafts | undefined
const unshared = new Set<string>()
let sharedTimer: ReturnType<typeof setTimeout> | undefined

let database: DraftDatabase | undefined
let isReady = false
const readyListeners = new Set<() => void>()
const kept = new Map<string, KeptDraft>()
/** Those that are not written yet. */
const waiting = new Set<string>()
let timer: ReturnType<typeof setTimeout> | undefined
const wholeTimers = new Map<string, ReturnType<typeof setTimeout>>()
let onLost: () => void = () => undefined

/** Drafts can be read once it has settled. */
export async function openDrafts(between?: SharedDrafts): Promise<void> {
  shared = between
  const [opened, others] = await Promise.all([
    // Forbidden, as in some private windows: localStorage is what there is.
    inTime(openDraftDatabase()),
    between === undefined ? [] : inTime(between.list()),
  ])
  database = opened
  for (const [key, { at, value, text }] of database?.all ?? []) {
    const newer = text === undefined ? undefined : restoreLarge(key, { at, text })
    kept.set(key, newer ?? { at, value })
    if (newer !== undefined) {
      writeSoon(key)
    }
  }
  takeShared(new Map(others))
  for (const [key, draft] of kept) {
    if (!unshared.has(key)) {
      forgetForGood(key, draft)
    }
  }
  isReady = true
  for (const listener of readyListeners) {
    listener()
  }
}

/** `undefined` for what fails or takes too long. */
function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), OPENED_WITHIN_MS)
  })
  return Promise.race([work.catch(() => undefined), late])
}

function takeShared(others: ReadonlyMap<string, KeptDraft>): void {
  for (const [key, draft] of others) {
    if (draft.at > (newest(key)?.at ?? -1)) {
      kept.set(key, draft)
    }
  }
  for (const key of [...draftKeys('draft:'), ...others.keys()]) {
    if ((newest(key)?.at ?? 0) > (others.get(key)?.at ?? -1)) {
      shareSoon(key)
    }
  }
}

function shareSoon(key: string): void {
  if (shared !== undefined) {
    unshared.add(key)
    const takesLong = isLarge(kept.get(key) ?? { at: 0, value: undefined })
    sharedTimer ??= setTimeout(share, takesLong ? LARGE_SHARED_WITHIN_MS : SHARED_WITHIN_MS)
  }
}

function share(): void {
  clearTimeout(sharedTimer)
  sharedTimer = undefined
  const keys = [...unshared]
  unshared.clear()
  for (const key of keys) {
    const draft = newest(key)
    if (draft !== undefined) {
      void shared?.keep(key, draft).then((isDone) => (isDone ? undefined : shareSoon(key)))
    }
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
  return [...new Set([...kept.keys(), ...localKeys()])].filter(
    (key) => key.startsWith(prefix) && readDraft(key) !== undefined,
  )
}

/** `undefined` forgets it. Written within a moment, and at once when the page goes. */
export function keepDraft(key: string, value: unknown): void {
  kept.set(key, { at: Date.now(), value })
  writeSoon(key)
  shareSoon(key)
}

function writeSoon(key: string): void {
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
    if (isLarge(draft)) {
      if (keepDifference(key, draft)) {
        writeWholeIn(key, wholeIsDueIn(key))
      } else {
        void putLarge(key, draft)
      }
    } else if (!writeLocal(key, draft) || draft.value === undefined) {
      void putSmall(key, draft)
    }
  })
  share()
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

async function write(key: string, draft: KeptDraft): Promise<void> {
  if (!isLarge(draft)) {
    await putSmall(key, draft)
    return
  }
  const dueIn = wholeIsDueIn(key)
  if (keepDifference(key, draft) && dueIn > 0) {
    writeWholeIn(key, dueIn)
  } else {
    await putLarge(key, draft)
  }
}

function writeWholeIn(key: string, milliseconds: number): void {
  clearTimeout(wholeTimers.get(key))
  const writeWhole = (): void => {
    const draft = kept.get(key)
    if (draft !== undefined && isLarge(draft)) {
      void putLarge(key, draft)
    }
  }
  wholeTimers.set(key, setTimeout(writeWhole, Math.max(0, milliseconds)))
}

async function putSmall(key: string, draft: KeptDraft): Promise<void> {
  forgetBases(key)
  const isLocal = writeLocal(key, draft)
  try {
    await openedDatabase().put(key, draft)
  } catch {
    if (!isLocal) {
      onLost()
    }
  }
}

async function putLarge(key: string, draft: KeptDraft): Promise<void> {
  try {
    await keepWhole(openedDatabase(), key, draft)
  } catch {
    if (!writeLocal(key, draft)) {
      onLost()
    }
  }
}

function openedDatabase(): DraftDatabase {
  if (database === undefined) {
    throw new Error('There is no database.')
  }
  return database
}

function isLarge({ value }: KeptDraft): boolean {
  return sizeOf(value) >= LARGE
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
