import { useEffect, useState } from 'react'

/** The time, anew every `everyMs`; stands still while `isActive` is false. */
export function useNow(everyMs: number, isActive = true): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isActive) {
      return undefined
    }
    const tick = (): void => setNow(Date.now())
    const first = setTimeout(tick)
    const timer = setInterval(tick, everyMs)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [everyMs, isActive])
  return now
}
