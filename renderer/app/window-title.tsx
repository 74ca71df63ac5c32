import { useEffect } from 'react'
import { useCountdown } from '../ui/use-countdown.ts'

/** The countdown in the title, so that it is seen from another window. */
export function WindowTitle(props: { sourceName: string; endsAt: string | null }) {
  const left = useCountdown(props.endsAt)
  const { sourceName } = props
  useEffect(() => {
    const name = `${sourceName} · Hookbench`
    document.title = left === null ? name : `● ${left} · ${name}`
  }, [sourceName, left])
  return null
}
