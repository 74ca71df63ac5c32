/** What `hookbench capture` prints: JSON lines for scripts, plain lines for people. */
import type { CapturedEventSummary, CaptureStatus, SourceSummary } from '#preload/model'
import type { TunnelStatus } from '#preload/model/tunnel'
import { printJson, printLine, type CommandIo } from './context.ts'
import { visible } from './table.ts'

export type CloseReason = 'window' | 'count' | 'interrupted' | 'taken-over'

export interface CaptureReport {
  listening(status: CaptureStatus, source: SourceSummary, token: string): void
  /** Prints only what changed since the last time. */
  tunnel(tunnel: TunnelStatus): void
  captured(event: CapturedEventSummary): void
  closed(reason: CloseReason, captured: number): void
}

export function createJsonReport(io: CommandIo): CaptureReport {
  const isNews = newsFilter()
  return {
    listening({ localUrl, tunnel }, _source, token) {
      printJson(io, { type: 'listening', localUrl, publicUrl: tunnel.publicUrl, token })
    },
    tunnel(tunnel) {
      if (isNews(tunnel)) {
        const { state, provider, publicUrl, message } = tunnel
        printJson(io, { type: 'tunnel', state, provider, publicUrl, message })
      }
    },
    captured({ id, number, receivedAt, method, path, query, contentType, size, title }) {
      printJson(io, {
        type: 'captured',
        id,
        number,
        receivedAt,
        method,
        path,
        query,
        contentType,
        size,
        title,
      })
    },
    closed(reason, captured) {
      printJson(io, { type: 'closed', reason, captured })
    },
  }
}

const CLOSED_BECAUSE: Readonly<Record<CloseReason, string>> = {
  window: 'the window is over',
  count: 'enough arrived',
  interrupted: 'interrupted',
  'taken-over': 'another Hookbench captures instead',
}

function address(base: string | null, token: string): string {
  return base === null ? '(none yet)' : `${base.replace(/\/$/, '')}/?b=${token}`
}

export function createTextReport(io: CommandIo): CaptureReport {
  const isNews = newsFilter()
  return {
    listening({ localUrl, tunnel, windows }, source, token) {
      const ends = windows.find((window) => window.sourceId === source.id)?.endsAt
      const until = ends === undefined ? '' : ` until ${new Date(ends).toLocaleTimeString()}`
      printLine(io, `Capturing for "${visible(source.name)}"${until}. Press Ctrl+C to close.`)
      printLine(io, `  local   ${address(localUrl, token)}`)
      if (tunnel.provider !== 'none') {
        printLine(io, `  public  ${address(tunnel.publicUrl, token)}`)
      }
    },
    tunnel(tunnel) {
      if (isNews(tunnel) && tunnel.provider !== 'none') {
        const url = tunnel.publicUrl === null ? '' : ` ${tunnel.publicUrl}`
        const consent = tunnel.needsConsent
          ? ` Give it with --tunnel ${tunnel.provider}, or capture with --tunnel none.`
          : ''
        printLine(io, visible(`tunnel ${tunnel.state}${url}: ${tunnel.message}${consent}`))
      }
    },
    captured(event) {
      const query = event.query === '' ? '' : '?…'
      printLine(
        io,
        visible(
          `#${event.number}  ${event.method} ${event.path}${query}  ${event.size} bytes  ${event.title}  ${event.id}`,
        ),
      )
    },
    closed(reason, captured) {
      const events = captured === 1 ? '1 event' : `${captured} events`
      printLine(io, `Closed, ${CLOSED_BECAUSE[reason]}: ${events} captured.`)
    },
  }
}

function newsFilter(): (tunnel: TunnelStatus) => boolean {
  let last = ''
  return ({ state, publicUrl, message }) => {
    const now = JSON.stringify([state, publicUrl, message])
    const changed = now !== last
    last = now
    return changed
  }
}
