/** One process captures at a time: port and tunnel are one; the second is told who has them. */
import type { LeasesRepo } from '#main/store/leases-repo'
import { AppError } from '#preload/errors'

export interface CaptureLease {
  /** Throws `capture_owned`; taking what is held already is fine. */
  take(): void
  release(): void
}

const NAME = 'capture'

export function createCaptureLease(leases: LeasesRepo, ownHolder: string): CaptureLease {
  return {
    take() {
      const lease = leases.take(NAME, ownHolder)
      if (!lease.ok) {
        const { holder, pid, since } = lease.holder
        throw new AppError(
          'capture_owned',
          `Webhooks are being captured by ${holder} already (process ${pid}, since ${since}).`,
          { hint: `Use ${holder}, or stop capturing there and try again.`, details: lease.holder },
        )
      }
    },
    release() {
      leases.release(NAME)
    },
  }
}
