/** Captures webhooks: windows, the listener they need, the tunnel, and what was captured. */
import { randomBytes } from 'node:crypto'
import type { EventBus } from '#main/core/event-bus'
import type { Logger } from '#main/core/logger'
import type { EventMarksRepo } from '#main/store/event-marks-repo'
import type { Committed } from '#main/store/event-inserts'
import type { CaptureJournal } from '#main/store/journal/capture-journal'
import { CAPTURE_LEASE, type LeasesRepo } from '#main/store/leases-repo'
import type { Tunnel } from '#main/tunnel/tunnel'
import { AppError } from '#preload/errors'
import type { CaptureStatus, Preferences } from '#preload/model'
import type { ThirdPartyTunnel, TunnelStatus } from '#preload/model/tunnel'
import { createCaptureLease } from './capture-lease.ts'
import { createCaptureWindows } from './capture-windows.ts'
import { checkSize, type SizeCheck } from './check-size.ts'
import type { GateAnswers, GateSource, Probe } from './gate-types.ts'
import { createGate } from './gate.ts'
import { createGroupCommit, type CapturedEvents } from './group-commit.ts'
import { startListener, type Listener } from './listener.ts'
import { isConsented, localUrlAt, nextAddresses } from './next-addresses.ts'
import { createOutageClock } from './outage-clock.ts'
import { titleOf } from './title.ts'
import { createTurns } from './turns.ts'
import { createUsualPort } from './usual-port.ts'

/** What closes a window by itself, whichever comes first. */
export interface WindowLimits {
  readonly seconds?: number | undefined
  /** Captured events. */
  readonly count?: number | undefined
}

export interface CaptureService {
  status(): CaptureStatus
  /** The status, after a look whether the usual port is free. */
  look(): Promise<CaptureStatus>
  /** Does not wait for the tunnel to be up; `capture_owned` when another process captures. */
  open(sourceId: string, limits?: WindowLimits): Promise<CaptureStatus>
  extend(sourceId: string, seconds: number): Promise<CaptureStatus>
  close(sourceId: string): Promise<CaptureStatus>
  retryTunnel(): Promise<CaptureStatus>
  /** Gives the consent that a tunnel waits for, and opens it. */
  consent(provider: ThirdPartyTunnel): Promise<CaptureStatus>
  checkSize(bytes: number): Promise<SizeCheck>
  /**
   * Pins have changed: a ring may be full, or not any more. Or another process has written to the
   * database: it may capture in place of this one.
   */
  tellAnew(): void
  /** To be called before captured events are looked at: what was acknowledged is among them. */
  settle(): void
  /** To be called when a source is deleted. */
  forgetSource(sourceId: string): Promise<void>
  dispose(): Promise<void>
}

export interface CaptureDependencies {
  readonly events: CapturedEvents
  readonly journal: CaptureJournal
  readonly marks: Pick<EventMarksRepo, 'isFull' | 'purge'>
  readonly leases: LeasesRepo
  /** How the other process names this one to its user: "the desktop app". */
  readonly holder: string
  readonly sources: {
    /** Compares in constant time. */
    findByToken(token: string): GateSource | undefined
    find(sourceId: string): GateSource | undefined
  }
  preferences(): Preferences
  /** Stored, so that it is asked for once. */
  rememberConsent(provider: ThirdPartyTunnel): void
  readonly tunnel: Tunnel
  readonly bus: Pick<EventBus, 'publish'>
  readonly logger: Logger
  /** Left out: every event gets the default answer. */
  readonly answers?: GateAnswers
  /** Before it is stored and answered. */
  readonly onWebhook?: () => void
}

/** Both vendor eras give five minutes. */
const DEFAULT_WINDOW_SECONDS = 300

/** What changes with every webhook is published at most this often. */
const COUNT_INTERVAL_MS = 100

export function createCaptureService(dependencies: CaptureDependencies): CaptureService {
  const { events, journal, marks, sources, tunnel, bus, logger } = dependencies
  const probe: Probe = {
    path: `/.well-known/hookbench-probe/${randomBytes(16).toString('hex')}`,
    answer: randomBytes(16).toString('hex'),
  }
  const windows = createCaptureWindows((sourceId, why) => {
    afterClose(sourceId, why).catch((error: unknown) => {
      logger.log('error', `closing the window of ${sourceId}: ${String(error)}`)
    })
  })
  const outage = createOutageClock(windows, publishStatus)
  const isOurs = (): boolean => dependencies.leases.holds(CAPTURE_LEASE)
  const commits = createGroupCommit(events, journal, isOurs, onCommitted, (error) =>
    logger.log('error', `captured events could not be brought in: ${String(error)}`),
  )
  // Held while a window is open: an idle listener stays, but keeps nobody from capturing.
  const lease = createCaptureLease(dependencies.leases, dependencies.holder, commits)
  const inTurn = createTurns()
  const usualPort = createUsualPort()
  const gate = createGate({
    findByToken: (token) => sources.findByToken(token),
    isOpen: (sourceId) => windows.isOpen(sourceId),
    claim: (sourceId) => windows.claim(sourceId),
    unclaim: (sourceId) => windows.unclaim(sourceId),
    store(sourceId, request) {
      dependencies.onWebhook?.()
      return commits.add({ sourceId, request, title: titleOf(request.rawHeaders, request.body) })
    },
    onStoreFailure(error) {
      logger.log('error', `an event could not be stored: ${String(error)}`)
      if (error instanceof AppError && error.code === 'capture_owned') {
        publishSoon()
      }
    },
    probe,
    answers: dependencies.answers,
  })
  let listener: Listener | undefined
  let starting: Promise<Listener> | undefined
  let countTimer: NodeJS.Timeout | undefined
  let disposing: Promise<void> | undefined

  const offTunnel = tunnel.onChange(({ state }) => {
    outage.tunnelIs(state)
    publishStatus()
  })

  function status(): CaptureStatus {
    return {
      localUrl: listener === undefined ? null : localUrlAt(listener.port),
      windows: windows.list().map((window) => ({ ...window, full: marks.isFull(window.sourceId) })),
      tunnel: describe(tunnel.status()),
      next: nextAddresses(dependencies.preferences(), listener, tunnel, usualPort),
      busyPort: usualPort.busy(listener, dependencies.preferences().capturePort),
      takenOver: windows.isEmpty() ? null : lease.takenOver(),
    }
  }

  /** Adds what only the capture side knows to the sentence that the user reads. */
  function describe(tunnelStatus: TunnelStatus): TunnelStatus {
    const sentences = [tunnelStatus.message, outage.message(), listener?.note]
    return { ...tunnelStatus, message: sentences.filter(Boolean).join(' ') }
  }

  /** Called by timers and by the tunnel too, where nobody would catch a database's error. */
  function publishStatus(): void {
    clearTimeout(countTimer)
    countTimer = undefined
    try {
      bus.publish('capture.changed', status())
    } catch (error) {
      logger.log('error', `the capture status could not be read: ${String(error)}`)
    }
  }

  function onCommitted({ added, evicted }: Committed): void {
    for (const event of added) {
      bus.publish('events.added', { event })
      windows.count(event.sourceId)
    }
    for (const { sourceId, eventIds } of evicted) {
      bus.publish('events.removed', { sourceId, eventIds })
    }
    publishSoon()
  }

  function publishSoon(): void {
    if (disposing === undefined) {
      countTimer ??= setTimeout(publishStatus, COUNT_INTERVAL_MS)
    }
  }

  function requireSource(sourceId: string): void {
    if (sources.find(sourceId) === undefined) {
      throw new AppError('not_found', 'This source does not exist.', {
        hint: 'It may have been deleted. List the sources again.',
      })
    }
  }

  async function restart(): Promise<Listener> {
    // Another port was chosen in the preferences since.
    const previous = listener
    listener = undefined
    await previous?.stop()
    return start()
  }

  async function start(): Promise<Listener> {
    try {
      const port = dependencies.preferences().capturePort
      return await startListener({ port, gate, logger })
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new AppError('port_in_use', `The listener for webhooks could not be started: ${why}`, {
        hint: 'Choose another capture port in the preferences.',
        cause,
      })
    }
  }

  async function releaseLeaseWhenIdle(): Promise<void> {
    if (windows.isEmpty()) {
      await lease.release()
    }
  }

  async function ensureListener(): Promise<Listener> {
    const wanted = dependencies.preferences().capturePort
    const isNeeded = !windows.isEmpty()
    if (listener !== undefined && (isNeeded || (await usualPort.mayStay(listener, wanted)))) {
      return listener
    }
    starting ??= restart().finally(() => {
      starting = undefined
    })
    const started = await starting
    listener = started
    return started
  }

  /** There is none without a window. */
  function openTunnel(): void {
    if (listener === undefined || windows.isEmpty()) {
      return
    }
    const preferences = dependencies.preferences()
    tunnel.open({
      provider: preferences.tunnelProvider,
      consented: isConsented(preferences),
      relayUrl: preferences.relayUrl,
      ownPublicUrl: preferences.ownPublicUrl,
      localPort: listener.tunnelPort,
      probe,
    })
  }

  function purgeDeleted(sourceId: string): void {
    try {
      marks.purge({ sourceId })
    } catch (error) {
      // The next deletion or the next start does it.
      logger.log('warn', `deleted events of ${sourceId} are still stored: ${String(error)}`)
    }
  }

  async function afterClose(sourceId: string, why: string): Promise<void> {
    logger.log('info', `the capture window of ${sourceId} was closed: ${why}`)
    // Who waits for the end is told of the last events before it.
    commits.settle()
    purgeDeleted(sourceId)
    if (windows.isEmpty()) {
      outage.reset()
      await Promise.all([tunnel.close(), listener?.drainTunnel()])
      await inTurn(releaseLeaseWhenIdle)
    }
    publishStatus()
  }

  async function close(sourceId: string, why: string): Promise<void> {
    if (await inTurn(() => windows.close(sourceId))) {
      await afterClose(sourceId, why)
    }
  }

  async function open(
    sourceId: string,
    { seconds = DEFAULT_WINDOW_SECONDS, count }: WindowLimits = {},
  ): Promise<CaptureStatus> {
    requireSource(sourceId)
    try {
      await lease.take()
      await ensureListener()
      if (disposing !== undefined) {
        throw new AppError('disconnected', 'The application is closing.')
      }
      windows.open(sourceId, seconds, count)
      openTunnel()
    } catch (error) {
      await releaseLeaseWhenIdle()
      throw error
    }
    publishStatus()
    return status()
  }

  async function dispose(): Promise<void> {
    offTunnel()
    outage.reset()
    windows.dispose()
    clearTimeout(countTimer)
    const running = listener ?? (await starting?.catch(() => undefined))
    listener = undefined
    await Promise.all([running?.stop(), tunnel.close()])
    await inTurn(() => lease.release()).catch((error: unknown) => {
      // The lease of a process that has ended is free.
      logger.log('warn', `the lease on capturing could not be given back: ${String(error)}`)
    })
  }

  return {
    status,
    async look() {
      if (listener === undefined) {
        await usualPort.look(dependencies.preferences().capturePort)
      }
      return status()
    },
    open: (sourceId, limits) => inTurn(() => open(sourceId, limits)),
    async extend(sourceId, seconds) {
      requireSource(sourceId)
      if (!windows.extend(sourceId, seconds)) {
        throw new AppError('conflict', 'This source is not capturing.', {
          hint: 'Its window has closed meanwhile. Start to capture again.',
        })
      }
      publishStatus()
      return status()
    },
    async close(sourceId) {
      await close(sourceId, 'stopped by the user')
      return status()
    },
    async retryTunnel() {
      // The reason to try again may be that another provider or relay was chosen.
      openTunnel()
      tunnel.retry()
      return status()
    },
    async consent(provider) {
      dependencies.rememberConsent(provider)
      openTunnel()
      return status()
    },
    checkSize: (bytes) => checkSize(tunnel, bytes),
    tellAnew() {
      if (!windows.isEmpty()) {
        publishStatus()
      }
    },
    settle: () => commits.settle(),
    forgetSource: (sourceId) => close(sourceId, 'the source was deleted'),
    dispose: () => (disposing ??= dispose()),
  }
}
