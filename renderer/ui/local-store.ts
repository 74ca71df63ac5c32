/**
 * localStorage that cannot break anything: it may be full, forbidden or hold text of an older
 * version. Keys share one prefix.
 */
const PREFIX = 'hookbench:'
/** After the last key: writing a large draft at each one would slow the typing down. */
const SOON_MS = 300

/** What is about to be written; `undefined` removes. */
const waiting = new Map<string, unknown>()
let timer: ReturnType<typeof setTimeout> | undefined

export function readLocal(key: string): unknown {
  if (waiting.has(key)) {
    return waiting.get(key)
  }
  try {
    const text = localStorage.getItem(PREFIX + key)
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

export function writeLocal(key: string, value: unknown): void {
  waiting.delete(key)
  try {
    if (value === undefined) {
      localStorage.removeItem(PREFIX + key)
    } else {
      localStorage.setItem(PREFIX + key, JSON.stringify(value))
    }
  } catch {
    // Forbidden or full: what is kept here is a convenience, and the page goes on without.
  }
}

/** For what is typed: written a moment after the last change, and at once when the page goes. */
export function writeLocalSoon(key: string, value: unknown): void {
  waiting.set(key, value)
  clearTimeout(timer)
  timer = setTimeout(flushLocal, SOON_MS)
}

function flushLocal(): void {
  clearTimeout(timer)
  for (const [key, value] of waiting) {
    writeLocal(key, value)
  }
}

/** `flushMore` goes first. */
export function flushLocalOnExit(flushMore: () => void): void {
  const flush = (): void => {
    flushMore()
    flushLocal()
  }
  window.addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      flush()
    }
  })
}
