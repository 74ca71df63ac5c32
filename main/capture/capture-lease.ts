/**
 * One process captures at a time: port, tunnel and journal are one; the second is told who has
 * them.
 */
import { CAPTURE_LEASE, type LeasesRepo } from '#main/store/leases-repo'
import { AppError } from '#preload/errors'
import type { CaptureStatus } from '#preload/model'
import { capturedAlready } from '#preload/model/capture-words'
import type { GroupCommit } from './group-commit.ts'

export interface CaptureLease {
  /**
   * Resolves when events can be taken; to take again what is held is fine. Rejects with
   * `capture_owned`, or with the reason why what an earlier process left cannot be brought in.
   */
  take(): Promise<void>
  /** Of one that was taken and is another process's by now: whose. */
  takenOver(): NonNullable<CaptureStatus['takenOver']> | null
  /** Resolves when what was taken is settled. */
  release(): Promise<void>
}

export function createCaptureLease(
  leases: LeasesRepo,
  ownHolder: string,
  journaling: Pick<GroupCommit, 'begin' | 'end'>,
): CaptureLease {
  return {
    async take() {
      const isHeld = leases.holds(CAPTURE_LEASE)
      const lease = leases.take(CAPTURE_LEASE, ownHolder)
      if (!lease.ok) {
        const { holder: name, pid, since } = lease.holder
        const { message, hint } = capturedAlready({ name, pid, since })
        throw new AppError('capture_owned', message, { hint, details: lease.holder })
      }
      await journaling.begin(!isHeld)
    },
    takenOver() {
      if (leases.holds(CAPTURE_LEASE)) {
        return null
      }
      const other = leases.holderOf(CAPTURE_LEASE)
      return {
        holder: other === undefined ? null : { name: other.holder, pid: other.pid },
      }
    },
    async release() {
      await journaling.end()
      leases.release(CAPTURE_LEASE)
    },
  }
}
