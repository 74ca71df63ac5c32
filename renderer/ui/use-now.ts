import { useEffect, useState } from 'react'

/** The time, anew every `everyMs`; stands still while `isActive` is false. */
export function useNow(everyMs: number, isActive = true): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isActive) {
      return undefined
    }
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs, isActive])
  return now
}
