/**
 * How the window was left. In localStorage, which cannot break anything: it may be full, forbidden
 * or hold text of an older version. Keys share one prefix. A browser's belongs to one port, so that
 * there the core keeps it as well and its word counts at the start.
 */
const PREFIX = 'hookbench:'

/** Of the library of the panes, which adds our prefix itself. */
const PANES = 'react-resizable-panels:hookbench:'

/** Those that the core has not confirmed yet: here this page knows better. */
const UNSHARED = 'hookbench:unshared'

/** Kept with the core by their own ways, or of this browser alone. */
const NOT_SHARED = /^hookbench:(?:draft:|theme$|unshared$)/

/** A core that does not answer must not keep the window closed. */
const OPENED_WITHIN_MS = 2000

/** Characters that the core takes of one. */
const MAX_SHARED_KEY = 200
const MAX_SHARED = 20_000

/** What is chosen may change with each webhook. */
const SHARED_WITHIN_MS = 1000

export interface SharedViews {
  /** JSON by key. */
  readonly list: () => Promise<Readonly<Record<string, string>>>
  /** `null` forgets one; `false` when it did not work. */
  readonly keep: (views: Readonly<Record<string, string | null>>) => Promise<boolean>
}

let shared: SharedViews | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let isReady = false
const readyListeners = new Set<() => void>()

/** What is remembered counts once it has settled. */
export async function openViews(between?: SharedViews): Promise<void> {
  shared = between
  if (between !== undefined) {
    takeShared(await inTime(between.list()))
  }
  isReady = true
  for (const listener of readyListeners) {
    listener()
  }
}

export function areViewsReady(): boolean {
  return isReady
}

export function onViewsReady(listener: () => void): () => void {
  readyListeners.add(listener)
  return () => readyListeners.delete(listener)
}

function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), OPENED_WITHIN_MS)
  })
  return Promise.race([work.catch(() => undefined), late])
}

function takeShared(views: Readonly<Record<string, string>> | undefined): void {
  if (views === undefined) {
    return
  }
  const ahead = unshared()
  for (const [key, text] of Object.entries(views)) {
    if (isShared(key) && !ahead.includes(key)) {
      setText(key, text)
    }
  }
  markUnshared([...ahead, ...ownKeys().filter((key) => !(key in views))])
  shareViews()
}

function unshared(): string[] {
  const text = getText(UNSHARED)
  return text === null ? [] : text.split('\n')
}

function markUnshared(keys: readonly string[]): void {
  const each = [...new Set(keys)]
  setText(UNSHARED, each.length === 0 ? null : each.join('\n'))
}

/** At once, as when the page goes. */
export function shareViews(): void {
  clearTimeout(timer)
  timer = undefined
  const keys = unshared().filter(isTaken)
  if (shared === undefined || keys.length === 0) {
    return
  }
  const views = Object.fromEntries(keys.map((key) => [key, getText(key)]))
  void shared.keep(views).then((isDone) => {
    if (isDone) {
      markUnshared(unshared().filter((key) => views[key] !== getText(key)))
    }
    return undefined
  })
}

function isShared(key: string): boolean {
  return (key.startsWith(PREFIX) || key.startsWith(PANES)) && !NOT_SHARED.test(key)
}

/** By the core: what is longer stays in this browser alone. */
function isTaken(key: string): boolean {
  return key.length <= MAX_SHARED_KEY && (getText(key) ?? '').length <= MAX_SHARED
}

function ownKeys(): string[] {
  try {
    return Object.keys(localStorage).filter(isShared)
  } catch {
    return []
  }
}

function getText(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function setText(key: string, text: string | null): void {
  try {
    if (text === null) {
      localStorage.removeItem(key)
    } else {
      localStorage.setItem(key, text)
    }
  } catch {
    // Forbidden or full: what is kept here is a convenience, and the page goes on without.
  }
}

function keepText(key: string, text: string | null): void {
  if (text !== getText(key)) {
    setText(key, text)
    if (shared !== undefined && isShared(key)) {
      markUnshared([...unshared(), key])
      timer ??= setTimeout(shareViews, SHARED_WITHIN_MS)
    }
  }
}

export function readLocal(key: string): unknown {
  try {
    const text = getText(PREFIX + key)
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

export function writeLocal(key: string, value: unknown): void {
  keepText(PREFIX + key, value === undefined ? null : JSON.stringify(value))
}

/** For the library of the panes. */
export const paneStorage = {
  getItem: getText,
  setItem: (key: string, text: string): void => keepText(key, text),
}
