/** How a run is made, beyond the saved code and the payload. */
import { z } from 'zod'
import { MAX_SEED } from './clock.ts'
import { NetworkMode } from './network.ts'

/** The clock stands still at `now`, and `Math.random` and ids follow from `seed`. */
export const FrozenClock = z.strictObject({
  now: z.iso.datetime({ offset: true }),
  seed: z.number().int().min(0).max(MAX_SEED),
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
