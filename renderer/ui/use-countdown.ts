import { formatCountdown } from './format.ts'
import { useNow } from './use-now.ts'

/** Often enough that no second is seen late. */
const TICK_MS = 250

/** What is left until then, `mm:ss`; renders its caller at each tick, so keep that one small. */
export function useCountdown(endsAt: string | null): string | null {
  const now = useNow(TICK_MS, endsAt !== null)
  return endsAt === null ? null : formatCountdown(Date.parse(endsAt) - now)
}
