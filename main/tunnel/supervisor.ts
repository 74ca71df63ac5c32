/** Brings one configuration of the tunnel up and keeps it up until it is stopped. */
import type { TunnelState } from '#preload/model/tunnel'
import { probePublicUrl, type ProbeResult, type ProbeTarget } from './probe.ts'
import { TunnelFailure, type ProviderConnection, type TunnelProvider } from './provider.ts'
import type { StatusLog } from './status-log.ts'
import type { TunnelTimings } from './timings.ts'
import { createWaiter } from './waiter.ts'

export interface Supervisor {
  /** Ends the current pause; a connection that is up is checked at once. */
  wake(): void
  stop(): Promise<void>
}

export interface SupervisorOptions {
  readonly provider: TunnelProvider
  /** The address of last time: the one that the user has given away. */
  readonly knownUrl: string | undefined
  /** Called when an address was proved to work. */
  onListening(publicUrl: string): void
  readonly probe: ProbeTarget
  readonly log: StatusLog
  readonly timings: TunnelTimings
  readonly random: () => number
  onUnexpected(error: unknown): void
}

/** The longest that a timer can wait: until someone wakes it. */
const LONGEST_WAIT_MS = 2 ** 31 - 1

export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { provider, log, timings } = options
  const abort = new AbortController()
  const { signal } = abort
  const waiter = createWaiter()
  let { knownUrl } = options
  let worked = false
  let failures = 0
  /** After a wake-up one failed probe is enough. */
  let suspicious = false

  /** What was under way when it was stopped has nothing to say any more. */
  function enter(state: TunnelState, message: string, publicUrl?: string): void {
    if (!signal.aborted) {
      log.enter(state, message, publicUrl)
    }
  }

  async function run(): Promise<never> {
    for (;;) {
      signal.throwIfAborted()
      const reason = await attempt().catch((error: unknown) => {
        signal.throwIfAborted()
        return reasonOf(error)
      })
      await pause(reason)
    }
  }

  /** One life of a connection; resolves with the reason of its end. */
  async function attempt(): Promise<string> {
    const again = worked
    enter(
      again ? 'reconnecting' : 'connecting',
      again ? 'Connecting again.' : 'Asking for a public address.',
    )
    const connection = await provider.connect(signal)
    const ended = new AbortController()
    try {
      enter(
        'verifying',
        `${connection.publicUrl} was granted. Checking that requests come through.`,
        connection.publicUrl,
      )
      const lost = connection.lost.then((reason) => ({ lost: reason }))
      const verifying = verify(connection, AbortSignal.any([signal, ended.signal]))
      const verified = await Promise.race([verifying, lost])
      return 'lost' in verified ? verified.lost : await watch(connection, verified)
    } finally {
      ended.abort()
      // A dead connection is cut, so that the relay sees at once that its name is free.
      await connection.close(signal.aborted)
    }
  }

  /** New sockets and new names take a moment: the first probes may fail. */
  async function verify(
    { publicUrl }: ProviderConnection,
    until: AbortSignal,
  ): Promise<ProbeResult> {
    const deadline = Date.now() + timings.verifyMs
    for (;;) {
      // Each gets its full time: one cut short would hide the reason that the others gave.
      const result = await probeOnce(publicUrl, timings.probeMs, until)
      if (result.ok || Date.now() + timings.verifyPauseMs >= deadline) {
        return result
      }
      await waiter.wait(timings.verifyPauseMs, until)
    }
  }

  async function watch(connection: ProviderConnection, first: ProbeResult): Promise<string> {
    let result = first
    let failed = 0
    let lostReason: string | undefined
    const noteLoss = async () => {
      lostReason = await connection.lost
      waiter.wake()
    }
    void noteLoss()
    for (;;) {
      if (result.ok) {
        failed = 0
        enterListening(connection.publicUrl)
      } else {
        failed += 1
        if (provider.canReconnect && (suspicious || failed >= timings.maxFailedProbes)) {
          return result.reason
        }
        enter('degraded', `Webhooks may not come through. ${result.reason} Checking again.`)
      }
      suspicious = false
      await waiter.wait(failed > 0 ? timings.degradedIntervalMs : timings.probeIntervalMs, signal)
      if (lostReason !== undefined) {
        return lostReason
      }
      result = await probeOnce(connection.publicUrl, timings.probeMs, signal)
      if (lostReason !== undefined) {
        return lostReason
      }
    }
  }

  function enterListening(publicUrl: string): void {
    failures = 0
    const first = !worked
    worked = true
    if (knownUrl !== undefined && knownUrl !== publicUrl) {
      enter(
        'listening',
        `The address has changed to ${publicUrl} (it was ${knownUrl}). Copy the new one to your upstream tool.`,
      )
      knownUrl = publicUrl
    } else if (first || log.status().state !== 'listening') {
      knownUrl = publicUrl
      enter('listening', `Webhooks sent to ${publicUrl} arrive here.`)
    }
    options.onListening(publicUrl)
  }

  function probeOnce(publicUrl: string, timeoutMs: number, until: AbortSignal) {
    return probePublicUrl(publicUrl, options.probe, until, timeoutMs)
  }

  async function pause(reason: string): Promise<void> {
    if (!provider.canReconnect) {
      enter('offline', reason)
      await waiter.wait(LONGEST_WAIT_MS, signal)
      return
    }
    const ms = backoff(failures)
    failures += 1
    const next = `${reason} Next try in ${Math.max(1, Math.round(ms / 1000))} s.`
    if (!worked || failures > timings.offlineAfter) {
      enter('offline', next)
    } else {
      enter('reconnecting', next)
    }
    await waiter.wait(ms, signal)
  }

  /** Jitter keeps many clients of one relay from coming back in the same moment. */
  function backoff(attempts: number): number {
    const full = Math.min(timings.backoffMs * 2 ** Math.min(attempts, 20), timings.maxBackoffMs)
    return full * (0.5 + options.random() / 2)
  }

  function reasonOf(error: unknown): string {
    if (error instanceof TunnelFailure) {
      return error.message
    }
    options.onUnexpected(error)
    return 'The tunnel failed unexpectedly.'
  }

  const running = run().catch(() => {
    // Only an abort ends the loop.
  })

  return {
    wake() {
      suspicious = true
      waiter.wake()
    },
    async stop() {
      abort.abort()
      await running
    },
  }
}
