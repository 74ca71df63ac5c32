/** The capture windows, one a source: each closes by itself when its time is over. */
import type { CaptureWindow } from '#preload/model'

export interface CaptureWindows {
  /** Opens, or opens anew: the count starts again. */
  open(sourceId: string, seconds: number): void
  /** False when no window is open. */
  extend(sourceId: string, seconds: number): boolean
  /** False when no window was open. */
  close(sourceId: string): boolean
  isOpen(sourceId: string): boolean
  isEmpty(): boolean
  count(sourceId: string, captured: number): void
  list(): CaptureWindow[]
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
  timer: NodeJS.Timeout | undefined
}

export function createCaptureWindows(onExpired: (sourceId: string) => void): CaptureWindows {
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
            onExpired(entry.sourceId)
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
    open(sourceId, seconds) {
      close(sourceId)
      const now = Date.now()
      const entry: Entry = {
        sourceId,
        openedAt: now,
        endsAt: now + seconds * 1000 - lost(),
        captured: 0,
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
    isEmpty: () => entries.size === 0,
    count(sourceId, captured) {
      const entry = entries.get(sourceId)
      if (entry !== undefined) {
        entry.captured += captured
      }
    },
    list: () =>
      [...entries.values()].map((entry) => ({
        sourceId: entry.sourceId,
        openedAt: new Date(entry.openedAt).toISOString(),
        endsAt: new Date(entry.endsAt + lost()).toISOString(),
        captured: entry.captured,
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
