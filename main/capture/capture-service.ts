/** Captures webhooks: windows, the listener they need, the tunnel, and what was captured. */
import { randomBytes } from 'node:crypto'
import type { EventBus } from '#main/core/event-bus'
import type { Logger } from '#main/core/logger'
import type { CapturedRequest, EventsRepo } from '#main/store/events-repo'
import type { LeasesRepo } from '#main/store/leases-repo'
import type { Tunnel } from '#main/tunnel/tunnel'
import { AppError } from '#preload/errors'
import type {
  CapturedEvent,
  CapturedEventSummary,
  CaptureStatus,
  Preferences,
  TunnelStatus,
} from '#preload/model'
import { createCaptureWindows } from './capture-windows.ts'
import { createGate, type GateAnswers, type GateSource, type Probe } from './gate.ts'
import { createGroupCommit, type Committed } from './group-commit.ts'
import { startListener, type Listener } from './listener.ts'
import { createOutageClock } from './outage-clock.ts'
import { titleOf } from './title.ts'

export interface CaptureService {
  status(): CaptureStatus
  /** Does not wait for the tunnel to be up; `capture_owned` when another process captures. */
  open(sourceId: string, seconds?: number): Promise<CaptureStatus>
  extend(sourceId: string, seconds: number): Promise<CaptureStatus>
  close(sourceId: string): Promise<CaptureStatus>
  retryTunnel(): Promise<CaptureStatus>
  listEvents(sourceId: string): CapturedEventSummary[]
  getEvent(eventId: string): CapturedEvent
  getRequest(eventId: string): CapturedRequest
  deleteEvent(eventId: string): void
  clearEvents(sourceId: string): void
  /** To be called when a source is deleted. */
  forgetSource(sourceId: string): Promise<void>
  dispose(): Promise<void>
}

export interface CaptureDependencies {
  readonly events: EventsRepo
  readonly leases: LeasesRepo
  /** How the other process names this one to its user: "the desktop app". */
  readonly holder: string
  readonly sources: {
    /** Compares in constant time. */
    findByToken(token: string): GateSource | undefined
    find(sourceId: string): GateSource | undefined
  }
  preferences(): Preferences
  readonly tunnel: Tunnel
  readonly bus: Pick<EventBus, 'publish'>
  readonly logger: Logger
  formatPayload(request: CapturedRequest): string
  /** Left out: every event gets the default answer. */
  readonly answers?: GateAnswers
}

/** Both vendor eras give five minutes. */
const DEFAULT_WINDOW_SECONDS = 300

const LEASE = 'capture'

/** Counts change with every webhook; the status is published at most this often. */
const COUNT_INTERVAL_MS = 100

export function createCaptureService(dependencies: CaptureDependencies): CaptureService {
  const { events, leases, sources, tunnel, bus, logger } = dependencies
  const probe: Probe = {
    path: `/.well-known/hookbench-probe/${randomBytes(16).toString('hex')}`,
    answer: randomBytes(16).toString('hex'),
  }
  const windows = createCaptureWindows((sourceId) => void afterClose(sourceId, 'its time is over'))
  const outage = createOutageClock(windows, publishStatus)
  const commits = createGroupCommit(events, onCommitted)
  const gate = createGate({
    findByToken: (token) => sources.findByToken(token),
    isOpen: (sourceId) => windows.isOpen(sourceId),
    store: (sourceId, request) =>
      commits.add({ sourceId, request, title: titleOf(request.rawHeaders, request.body) }),
    onStoreFailure: (error) =>
      logger.log('error', `an event could not be stored: ${String(error)}`),
    probe,
    answers: dependencies.answers,
  })
  let listener: Listener | undefined
  let starting: Promise<Listener> | undefined
  let countTimer: NodeJS.Timeout | undefined
  let disposed = false

  const offTunnel = tunnel.onChange(({ state }) => {
    outage.tunnelIs(state)
    publishStatus()
  })

  function status(): CaptureStatus {
    return {
      localUrl: listener === undefined ? null : `http://127.0.0.1:${listener.port}`,
      windows: windows.list(),
      tunnel: describe(tunnel.status()),
    }
  }

  /** Adds what only the capture side knows to the sentence that the user reads. */
  function describe(tunnelStatus: TunnelStatus): TunnelStatus {
    const sentences = [tunnelStatus.message, outage.message(), listener?.note]
    return { ...tunnelStatus, message: sentences.filter(Boolean).join(' ') }
  }

  function publishStatus(): void {
    clearTimeout(countTimer)
    countTimer = undefined
    bus.publish('capture.changed', status())
  }

  function onCommitted({ added, evicted }: Committed): void {
    for (const event of added) {
      windows.count(event.sourceId, 1)
      bus.publish('events.added', { event })
    }
    for (const { sourceId, eventIds } of evicted) {
      bus.publish('events.removed', { sourceId, eventIds })
    }
    if (!disposed) {
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
    const lease = leases.take(LEASE, dependencies.holder)
    if (!lease.ok) {
      const { holder, pid, since } = lease.holder
      throw new AppError(
        'capture_owned',
        `Webhooks are being captured by ${holder} already (process ${pid}, since ${since}).`,
        { hint: `Use ${holder}, or close it and try again.`, details: lease.holder },
      )
    }
    try {
      const port = dependencies.preferences().capturePort
      return await startListener({ port, gate, logger })
    } catch (cause) {
      leases.release(LEASE)
      throw new AppError('port_in_use', 'The listener for webhooks could not be started.', {
        hint: 'Choose another capture port in the preferences.',
        cause,
      })
    }
  }

  async function ensureListener(): Promise<Listener> {
    const wanted = dependencies.preferences().capturePort
    if (listener !== undefined && (listener.wantedPort === wanted || !windows.isEmpty())) {
      return listener
    }
    starting ??= restart().finally(() => {
      starting = undefined
    })
    const started = await starting
    listener = started
    return started
  }

  function openTunnel(tunnelPort: number): void {
    const { tunnelProvider, relayUrl, ownPublicUrl } = dependencies.preferences()
    tunnel.open({ provider: tunnelProvider, relayUrl, ownPublicUrl, localPort: tunnelPort, probe })
  }

  async function afterClose(sourceId: string, why: string): Promise<void> {
    logger.log('info', `the capture window of ${sourceId} was closed: ${why}`)
    if (windows.isEmpty()) {
      outage.reset()
      await Promise.all([tunnel.close(), listener?.drainTunnel()])
    }
    publishStatus()
  }

  async function close(sourceId: string, why: string): Promise<void> {
    if (windows.close(sourceId)) {
      await afterClose(sourceId, why)
    }
  }

  function find(eventId: string) {
    const event = events.find(eventId)
    if (event === undefined) {
      throw new AppError('not_found', 'This captured event does not exist.', {
        hint: 'A source keeps its newest 10 events; this one may have given way.',
      })
    }
    return event
  }

  return {
    status,
    async open(sourceId, seconds = DEFAULT_WINDOW_SECONDS) {
      requireSource(sourceId)
      const { tunnelPort } = await ensureListener()
      if (disposed) {
        throw new AppError('disconnected', 'The application is closing.')
      }
      windows.open(sourceId, seconds)
      openTunnel(tunnelPort)
      publishStatus()
      return status()
    },
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
      if (listener !== undefined && !windows.isEmpty()) {
        openTunnel(listener.tunnelPort)
      }
      tunnel.retry()
      return status()
    },
    listEvents(sourceId) {
      requireSource(sourceId)
      return events.list(sourceId)
    },
    getEvent(eventId) {
      const { request, ...event } = find(eventId)
      return {
        ...event,
        httpVersion: request.httpVersion,
        remoteAddress: request.remoteAddress,
        rawHeaders: request.rawHeaders,
        bodyBase64: Buffer.from(request.body).toString('base64'),
        payloadText: dependencies.formatPayload(request),
      }
    },
    getRequest: (eventId) => find(eventId).request,
    deleteEvent(eventId) {
      const { sourceId } = find(eventId)
      events.delete(eventId)
      bus.publish('events.removed', { sourceId, eventIds: [eventId] })
    },
    clearEvents(sourceId) {
      requireSource(sourceId)
      const eventIds = events.clear(sourceId)
      if (eventIds.length > 0) {
        bus.publish('events.removed', { sourceId, eventIds })
      }
    },
    forgetSource: (sourceId) => close(sourceId, 'the source was deleted'),
    async dispose() {
      if (disposed) {
        return
      }
      disposed = true
      offTunnel()
      outage.reset()
      windows.dispose()
      await commits.flush()
      clearTimeout(countTimer)
      const running = listener ?? (await starting?.catch(() => undefined))
      listener = undefined
      await Promise.all([running?.stop(), tunnel.close()])
      leases.release(LEASE)
    },
  }
}
