/** One capture window on the command line, from its opening to its closing line. */
import { AppError } from '#preload/errors'
import type { CapturedEventSummary, CaptureStatus, SourceSummary } from '#preload/model'
import type { Client } from '#preload/client'
import { capturedInstead } from '#preload/model/capture-words'
import { createJsonReport, createTextReport, type CloseReason } from './capture-report.ts'
import { untilInterrupted, type CommandIo } from './context.ts'

/**
 * How long the first line waits for the public address. A relay answers within about a second;
 * one that hangs must not keep the local address from the user. A later one is a line of its own.
 */
const PUBLIC_URL_WAIT_MS = 2000

export interface CaptureSessionOptions {
  readonly client: Client
  readonly io: CommandIo
  readonly interrupted: AbortSignal
  readonly source: SourceSummary
  readonly seconds: number | undefined
  readonly count: number | undefined
  /** The one that was asked for; 0 for any. */
  readonly port: number | undefined
  readonly json: boolean
}

/** Resolves with why it ended before its time; `null` when it did not. */
export async function captureUntilClosed(options: CaptureSessionOptions): Promise<AppError | null> {
  const { client, source, count, seconds } = options
  const sourceId = source.id
  const { token } = await client.api['sources.get']({ sourceId })
  const report = options.json ? createJsonReport(options.io) : createTextReport(options.io)
  const interrupted = untilInterrupted(options.interrupted)
  const changes = followStatus(client)
  let captured = 0
  let listening = false
  const early: CapturedEventSummary[] = []

  function show(event: CapturedEventSummary): void {
    captured += 1
    if (count === undefined || captured <= count) {
      report.captured(event)
    }
  }

  const counted = new Promise<CloseReason>((resolve) => {
    client.on('events.added', ({ event }) => {
      if (event.sourceId !== sourceId) {
        return
      }
      if (listening) {
        show(event)
      } else {
        early.push(event)
      }
      if (count !== undefined && captured + (listening ? 0 : early.length) >= count) {
        resolve('count')
      }
    })
  })

  let status = await client.api['capture.open']({ sourceId, seconds, count })
  if (!isAt(status, options.port)) {
    await client.api['capture.close']({ sourceId })
    throw new AppError('port_in_use', refusalOf(status, options.port), {
      hint: 'Choose another with --port, or leave it out.',
    })
  }
  const isOpen = (now: CaptureStatus): boolean =>
    now.windows.some((window) => window.sourceId === sourceId)
  const ended = changes.until((now) => !isOpen(now)).then((): CloseReason => 'window')
  const settled = hasSettled(status)
    ? Promise.resolve(status)
    : changes.until(hasSettled, PUBLIC_URL_WAIT_MS)
  status =
    (await Promise.race([settled, ended, counted, interrupted]).then((outcome) =>
      typeof outcome === 'object' ? outcome : changes.latest(),
    )) ?? status

  report.listening(status, source, token)
  report.tunnel(status.tunnel)
  listening = true
  for (const event of early) {
    show(event)
  }
  // That the tunnel goes with the window is no news.
  changes.each((now) => {
    if (isOpen(now)) {
      report.tunnel(now.tunnel)
    }
  })

  const taken = changes.until(isTaken).then((): CloseReason => 'taken-over')
  const reason = await Promise.race([counted, ended, interrupted, taken])
  const { takenOver = null } = changes.latest() ?? {}
  changes.stop()
  if (reason !== 'window') {
    await client.api['capture.close']({ sourceId })
  }
  report.closed(reason, captured)
  return reason === 'taken-over' ? takenError(takenOver) : null
}

function isTaken({ takenOver }: CaptureStatus): boolean {
  return takenOver !== null
}

/** Its senders were refused, and a script must not take it for one to whom nobody sent anything. */
function takenError(takenOver: CaptureStatus['takenOver']): AppError {
  const { message, hint } = capturedInstead(takenOver?.holder ?? null)
  return new AppError('capture_owned', message, { hint })
}

/** A script that names the port sends there: listening elsewhere would lose its webhooks. */
function isAt({ localUrl }: CaptureStatus, port: number | undefined): boolean {
  // An address leaves the port of its scheme out.
  return localUrl === null || !port || Number(new URL(localUrl).port || 80) === port
}

function refusalOf({ busyPort }: CaptureStatus, port: number | undefined): string {
  return busyPort?.reason === 'forbidden'
    ? `The system does not let Hookbench listen on port ${port}; below 1024 it takes administrator rights.`
    : `Port ${port} is in use by another program.`
}

/** Whether the tunnel is up, not wanted, or known not to come up at once. */
function hasSettled({ tunnel }: CaptureStatus): boolean {
  return tunnel.publicUrl !== null || !['connecting', 'verifying'].includes(tunnel.state)
}

interface StatusFollower {
  latest(): CaptureStatus | undefined
  /**
   * Resolves with the first status that fits, the latest one included: it may have come while its
   * method was answered. With the latest one when the time is over.
   */
  until(
    fits: (status: CaptureStatus) => boolean,
    withinMs?: number,
  ): Promise<CaptureStatus | undefined>
  each(listener: (status: CaptureStatus) => void): void
  stop(): void
}

function followStatus(client: Client): StatusFollower {
  const listeners = new Set<(status: CaptureStatus) => void>()
  let latest: CaptureStatus | undefined
  const off = client.on('capture.changed', (status) => {
    latest = status
    for (const listener of listeners) {
      listener(status)
    }
  })
  return {
    latest: () => latest,
    until(fits, withinMs) {
      return new Promise((resolve) => {
        const timer =
          withinMs === undefined ? undefined : setTimeout(() => finish(latest), withinMs)
        function finish(status: CaptureStatus | undefined): void {
          clearTimeout(timer)
          listeners.delete(look)
          resolve(status)
        }
        function look(status: CaptureStatus): void {
          if (fits(status)) {
            finish(status)
          }
        }
        listeners.add(look)
        if (latest !== undefined) {
          look(latest)
        }
      })
    },
    each(listener) {
      listeners.add(listener)
    },
    stop() {
      off()
      listeners.clear()
    },
  }
}
