import { useEffect, useState } from 'react'

/** `stranger`: it is there, and this page's cookie is of an earlier start. */
export type ServerState = 'unknown' | 'gone' | 'stranger'

const FORBIDDEN = 403

/** Why the socket cannot be opened, which the socket itself does not say; asked at each attempt. */
export function useServerState(attempt: number): ServerState {
  const [state, setState] = useState<ServerState>('unknown')
  useEffect(() => {
    const asking = new AbortController()
    const ask = async (): Promise<ServerState> => {
      try {
        const options = { method: 'HEAD', cache: 'no-store', signal: asking.signal } as const
        const { status } = await fetch('/', options)
        return status === FORBIDDEN ? 'stranger' : 'unknown'
      } catch {
        return 'gone'
      }
    }
    const tell = async (): Promise<void> => {
      const next = await ask()
      if (!asking.signal.aborted) {
        setState(next)
      }
    }
    void tell()
    return () => asking.abort()
    // Not used within: each attempt asks anew.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies, react/exhaustive-deps
  }, [attempt])
  return state
}
