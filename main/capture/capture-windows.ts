/** The capture windows, one a source: each closes by itself when its time is over. */
import type { CaptureWindow } from '#preload/model'

/** What the windows themselves know; whether the ring is full, others do. */
type OpenWindow = Omit<CaptureWindow, 'full'>

export interface CaptureWindows {
  /** Opens, or opens anew: the count starts again. Closes after `count` events, too. */
  open(sourceId: string, seconds: number, count?: number): void
  /** False when no window is open. */
  extend(sourceId: string, seconds: number): boolean
  /** False when no window was open. */
  close(sourceId: string): boolean
  isOpen(sourceId: string): boolean
  /** Takes the place of one event; false when the window is closed or has none left. */
  claim(sourceId: string): boolean
  /** Gives back a place that no event took in the end. */
  unclaim(sourceId: string): void
  isEmpty(): boolean
  /** An event was captured; the last one that was wanted closes the window. */
  count(sourceId: string): void
  list(): OpenWindow[]
  /** Stops the clock of every window, `isPaused` or not; the time lost is given back. */
  pause(): void
  resume(): void
  dispose(): void
}

interface Entry {
  readonly sourceId: string
  readonly openedAt: number
  /** While the clock is paused: as of the moment it was paused. */
  endsAt: number
  captured: number
  /** How many events it is open for. */
  readonly wanted: number
  /** How many of them have come or are on their way to disk. */
  claimed: number
  timer: NodeJS.Timeout | undefined
}

export function createCaptureWindows(
  onClosed: (sourceId: string, why: string) => void,
): CaptureWindows {
  const entries = new Map<string, Entry>()
  let pausedAt: number | undefined

  function lost(): number {
    return pausedAt === undefined ? 0 : Date.now() - pausedAt
  }

  function arm(entry: Entry): void {
    clearTimeout(entry.timer)
    if (pausedAt === undefined) {
      entry.timer = setTimeout(
        () => {
          // A timer may fire a little early; a window is never shorter than was promised.
          if (entry.endsAt > Date.now()) {
            arm(entry)
          } else if (close(entry.sourceId)) {
            onClosed(entry.sourceId, 'its time is over')
          }
        },
        Math.max(1, entry.endsAt - Date.now()),
      )
    }
  }

  function close(sourceId: string): boolean {
    clearTimeout(entries.get(sourceId)?.timer)
    return entries.delete(sourceId)
  }

  function isOpen(sourceId: string): boolean {
    const entry = entries.get(sourceId)
    // After sleep the timer is late: the clock on the wall decides.
    return entry !== undefined && (pausedAt !== undefined || Date.now() < entry.endsAt)
  }

  return {
    open(sourceId, seconds, count = Number.POSITIVE_INFINITY) {
      close(sourceId)
      const now = Date.now()
      const entry: Entry = {
        sourceId,
        openedAt: now,
        endsAt: now + seconds * 1000 - lost(),
        captured: 0,
        wanted: count,
        claimed: 0,
        timer: undefined,
      }
      entries.set(sourceId, entry)
      arm(entry)
    },
    extend(sourceId, seconds) {
      const entry = entries.get(sourceId)
      if (entry === undefined || !isOpen(sourceId)) {
        return false
      }
      entry.endsAt += seconds * 1000
      arm(entry)
      return true
    },
    close,
    isOpen,
    claim(sourceId) {
      const entry = entries.get(sourceId)
      if (entry === undefined || !isOpen(sourceId) || entry.claimed >= entry.wanted) {
        return false
      }
      entry.claimed += 1
      return true
    },
    unclaim(sourceId) {
      const entry = entries.get(sourceId)
      // A window that was opened anew meanwhile knows nothing of it.
      if (entry !== undefined && entry.claimed > entry.captured) {
        entry.claimed -= 1
      }
    },
    isEmpty: () => entries.size === 0,
    count(sourceId) {
      const entry = entries.get(sourceId)
      if (entry === undefined) {
        return
      }
      entry.captured += 1
      if (entry.captured >= entry.wanted && close(sourceId)) {
        onClosed(sourceId, 'what was wanted has come')
      }
    },
    list: () =>
      [...entries.values()].map((entry) => ({
        sourceId: entry.sourceId,
        openedAt: new Date(entry.openedAt).toISOString(),
        endsAt: new Date(entry.endsAt + lost()).toISOString(),
        captured: entry.captured,
        remaining: Number.isFinite(entry.wanted) ? entry.wanted - entry.captured : null,
        paused: pausedAt !== undefined,
      })),
    pause() {
      if (pausedAt === undefined) {
        pausedAt = Date.now()
        for (const entry of entries.values()) {
          clearTimeout(entry.timer)
        }
      }
    },
    resume() {
      const given = lost()
      pausedAt = undefined
      for (const entry of entries.values()) {
        entry.endsAt += given
        arm(entry)
      }
    },
    dispose() {
      for (const sourceId of entries.keys()) {
        close(sourceId)
      }
    },
  }
}
