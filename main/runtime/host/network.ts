/**
 * The one door to the network. A context describes a request, this has it made for real or
 * answered from a cassette, records it, and tells what happens as events.
 */
import type * as NodeHttp from 'node:http'
import type { JobNetwork, WireCall, WireError } from '../protocol.ts'
import { toBinary, toBytes, type Builtin, type HostOps } from './binary.ts'
import { CallRecorder, type CallRecord } from './call-recorder.ts'
import type { Described, Transport, TransportEvents } from './described.ts'
import { liveRequest } from './live-request.ts'
import type { NetworkGate } from './network-gate.ts'
import { CassettePlayer } from './replayed-request.ts'

export interface Network {
  readonly ops: HostOps
  /** Lets the run that comes out, as far as its policy goes. */
  begin(job: JobNetwork, startedAt: number): void
  /** The run has its result: calls that are open have no answer any more. */
  end(): void
  /** Ends what is open; true when nothing was. */
  close(): boolean
}

export type Deliver = (channel: number, event: string, data: string) => void

export interface NetworkOptions {
  readonly builtin: Builtin
  readonly gate: NetworkGate
  readonly deliver: Deliver
  /** `null` for a call that is one too many to be kept. */
  readonly tell: (call: WireCall | null) => void
}

/** Sockets are a resource of the machine, not only of the run. */
const maxOpen = 256

interface OpenCall {
  readonly transport: Transport
  readonly record: CallRecord
}

export function createNetwork({ builtin, gate, deliver, tell }: NetworkOptions): Network {
  const open = new Map<number, OpenCall>()
  const recorder = new CallRecorder(builtin, tell)
  let player: CassettePlayer | null = null

  function eventsOf(id: number, record: CallRecord): TransportEvents {
    const end = (event: string, data: string, error: WireError | null): void => {
      if (open.delete(id)) {
        record.over(error)
        deliver(id, event, data)
      }
    }
    return {
      connect() {
        if (open.has(id)) {
          deliver(id, 'connect', '')
        }
      },
      response(head) {
        record.answered(head)
        deliver(id, 'response', JSON.stringify(head))
      },
      data(chunk) {
        if (open.has(id)) {
          record.received(chunk)
          deliver(id, 'data', toBinary(chunk))
        }
      },
      end: () => end('end', '', null),
      error: (error) => end('error', JSON.stringify(error), error),
    }
  }

  function start(described: Described): void {
    const record = recorder.start(described)
    const events = eventsOf(described.id, record)
    const transport =
      player === null
        ? liveRequest(builtin, gate, described, events)
        : player.request(described, record.body, events)
    open.set(described.id, { transport, record })
  }

  return {
    ops: {
      'http.open'(arg) {
        if (open.size >= maxOpen) {
          throw new RangeError(`More than ${maxOpen} requests are open`)
        }
        start(JSON.parse(arg) as Described)
        return ''
      },
      'http.write'(arg) {
        const space = arg.indexOf(' ')
        const call = open.get(Number(arg.slice(0, space)))
        const bytes = toBytes(arg.slice(space + 1))
        call?.record.sent(bytes)
        call?.transport.write(bytes)
        return ''
      },
      'http.end'(arg) {
        open.get(Number(arg))?.transport.end()
        return ''
      },
      'http.abort'(arg) {
        const call = open.get(Number(arg))
        open.delete(Number(arg))
        call?.transport.destroy()
        call?.record.over({
          message: 'The function ended the call.',
          code: 'ERR_ENDED_BY_FUNCTION',
        })
        return ''
      },
      'http.constants'() {
        const { METHODS, STATUS_CODES } = builtin('http') as typeof NodeHttp
        return JSON.stringify({ METHODS, STATUS_CODES })
      },
    },
    begin(job, startedAt) {
      const { policy, ownPorts, replay, placeholders } = job
      player = replay === null ? null : new CassettePlayer(builtin, replay, placeholders)
      // What is answered from a cassette needs no way out.
      gate.open({ policy: player === null ? policy : 'none', ownPorts })
      recorder.begin(job, startedAt)
    },
    end: () => recorder.end(),
    close() {
      gate.close()
      const clean = open.size === 0
      for (const { transport } of open.values()) {
        transport.destroy()
      }
      open.clear()
      return clean
    },
  }
}
