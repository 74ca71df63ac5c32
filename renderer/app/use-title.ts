import { useEffect } from 'react'
import { formatCountdown } from '../ui/format.ts'

/** The countdown in the title, so that it is seen from another window. */
export function useTitle(sourceName: string, remainingMs: number | null): void {
  const left = remainingMs === null ? null : formatCountdown(remainingMs)
  useEffect(() => {
    const name = `${sourceName} · Hookbench`
    document.title = left === null ? name : `● ${left} · ${name}`
  }, [sourceName, left])
}
