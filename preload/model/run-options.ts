/** How a run is made, beyond the saved code and the payload. */
import { z } from 'zod'
import { NetworkMode } from './network.ts'

/** The clock stands still at `now`, and `Math.random` and ids follow from `seed`. */
export const FrozenClock = z.strictObject({
  now: z.iso.datetime({ offset: true }),
  seed: z.number().int().min(0).max(4_294_967_295),
})
export type FrozenClock = z.infer<typeof FrozenClock>

export const RunOptions = z.object({
  /** The body with its JSON keys sorted, as a deployed function gets it. */
  asDeployed: z.boolean().default(false),
  /** `null` for the real time and real randomness. */
  deterministic: FrozenClock.nullable().default(null),
  network: NetworkMode.default('live'),
})
export type RunOptions = z.infer<typeof RunOptions>

/** What test cases and the whole ring run at: the day on which the modern interface came. */
export const DEFAULT_CLOCK: FrozenClock = { now: '2019-09-11T00:00:00.000Z', seed: 1 }
