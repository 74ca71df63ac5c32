/** The state of the tunnel with its past: one timestamped sentence for each transition. */
import type { TunnelProviderName, TunnelState, TunnelStatus } from '#preload/model/tunnel'

export interface StatusLog {
  status(): TunnelStatus
  provider(name: TunnelProviderName): void
  /** Told with the next `enter`. */
  needsConsent(needed: boolean): void
  /** `publicUrl` left out: it stays as it is. */
  enter(state: TunnelState, message: string, publicUrl?: string | null): void
  onChange(listener: (status: TunnelStatus) => void): () => void
}

/** Enough for hours of a bad connection; older lines say nothing about now. */
const MAX_LINES = 100

/** `onListenerError`: a listener that throws must not look like a tunnel that failed. */
export function createStatusLog(
  initialMessage: string,
  onListenerError: (error: unknown) => void,
): StatusLog {
  const listeners = new Set<(status: TunnelStatus) => void>()
  const timeline: TunnelStatus['timeline'] = []
  let current: Omit<TunnelStatus, 'timeline'> = {
    provider: 'none',
    state: 'idle',
    needsConsent: false,
    publicUrl: null,
    message: initialMessage,
    since: new Date().toISOString(),
  }

  function status(): TunnelStatus {
    return { ...current, timeline: [...timeline] }
  }

  return {
    status,
    provider(name) {
      current = { ...current, provider: name }
    },
    needsConsent(needed) {
      current = { ...current, needsConsent: needed }
    },
    enter(state, message, publicUrl = current.publicUrl) {
      const same = state === current.state
      if (same && message === current.message && publicUrl === current.publicUrl) {
        return
      }
      const at = new Date().toISOString()
      current = { ...current, state, message, publicUrl, since: same ? current.since : at }
      timeline.push({ at, state, message })
      timeline.splice(0, timeline.length - MAX_LINES)
      for (const listener of listeners) {
        try {
          listener(status())
        } catch (error) {
          onListenerError(error)
        }
      }
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
