/**
 * Stops the windows' clock while the public address does not work: the user would otherwise
 * lose capture time to a failure that is not theirs.
 */
import type { TunnelState } from '#preload/model/tunnel'
import type { CaptureWindows } from './capture-windows.ts'

export interface OutageClock {
  tunnelIs(state: TunnelState): void
  /** One sentence while the clock stands still, else undefined. */
  message(): string | undefined
  reset(): void
}

/** An outage that lasts longer closes the windows in the end: nothing stays open unattended. */
const MAX_PAUSE_MS = 10 * 60_000

/** Viewers count down by themselves; while the clock stands they need the new end each second. */
const TICK_MS = 1000

export function createOutageClock(
  windows: Pick<CaptureWindows, 'pause' | 'resume'>,
  onTick: () => void,
  maxPauseMs = MAX_PAUSE_MS,
): OutageClock {
  /** Time before the address first worked is no outage: the local address works all the time. */
  let worked = false
  let paused = false
  let exhausted = false
  let ticking: NodeJS.Timeout | undefined
  let limit: NodeJS.Timeout | undefined

  function pause(): void {
    paused = true
    windows.pause()
    ticking = setInterval(onTick, TICK_MS)
    limit = setTimeout(() => {
      exhausted = true
      resume()
      onTick()
    }, maxPauseMs)
  }

  function resume(): void {
    clearInterval(ticking)
    clearTimeout(limit)
    if (paused) {
      paused = false
      windows.resume()
    }
  }

  return {
    tunnelIs(state) {
      if (state === 'listening' || state === 'idle') {
        worked = state === 'listening'
        exhausted = false
        resume()
      } else if (worked && !paused && !exhausted) {
        pause()
      }
    },
    message: () => (paused ? 'The clock of the capture window stands still meanwhile.' : undefined),
    reset() {
      worked = false
      exhausted = false
      resume()
    },
  }
}
