/** What a context may ask of the host: strings in, strings out. Closed when its run has ended. */
import querystring from 'node:querystring'
import type { JobNetwork, WireCall } from '../protocol.ts'
import type { Builtin, HostOps } from './binary.ts'
import { createCryptoCalls } from './crypto-calls.ts'
import { createNetwork, type Deliver, type Network } from './network.ts'
import type { NetworkGate } from './network-gate.ts'
import { seededRandomness, type Randomness } from './randomness.ts'
import { createZlibCalls } from './zlib-calls.ts'

export interface HostCalls {
  /** Makes the randomness of the run that comes depend on this number alone. */
  seed(random: number): void
  /** The run starts: calls go out as it may make them. */
  begin(job: JobNetwork, startedAt: number): void
  /** The run has its result. */
  end(): void
  call(op: string, arg: string, data: string, more: string): string
  /** Ends timers; true when nothing was left open. */
  close(): boolean
}

export interface CallSinks {
  readonly log: (text: string) => void
  /** The handler has settled: what comes until `done` is the writing of its output. */
  readonly settled: () => void
  readonly done: (result: string) => void
  /** What an observed run has read. */
  readonly reads: (reads: string) => void
  readonly timer: (id: number) => void
  readonly deliver: Deliver
  readonly call: (call: WireCall | null) => void
}

/** Beyond this a function is broken, and each timer costs the host memory of its own. */
const maxTimers = 10_000

const urlParts = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const

function urlJson(url: URL): string {
  return JSON.stringify(Object.fromEntries(urlParts.map((part) => [part, url[part]])))
}

function parseUrl(arg: string): string {
  const [input = '', base] = JSON.parse(arg) as string[]
  try {
    return urlJson(new URL(input, base))
  } catch {
    throw Object.assign(new TypeError(`Invalid URL: ${input}`), { code: 'ERR_INVALID_URL' })
  }
}

function setUrl(arg: string): string {
  const [href = '', part = '', value = ''] = JSON.parse(arg) as string[]
  const url = new URL(href)
  const name = urlParts.find((known) => known === part && known !== 'origin')
  if (name !== undefined) {
    Reflect.set(url, name, value)
  }
  return urlJson(url)
}

export function createHostCalls(sinks: CallSinks, builtin: Builtin, gate: NetworkGate): HostCalls {
  const { deliver, call: tell } = sinks
  const network: Network = createNetwork({ builtin, gate, deliver, tell })
  const timers = new Map<number, NodeJS.Timeout>()
  let open = true
  let random: Randomness | null = null

  function setTimer(arg: string): string {
    const [id, ms, repeat] = JSON.parse(arg) as [number, number, boolean]
    if (timers.size >= maxTimers) {
      throw new RangeError(`More than ${maxTimers} timers are waiting`)
    }
    const fire = (): void => {
      if (!repeat) {
        timers.delete(id)
      }
      sinks.timer(id)
    }
    timers.set(id, repeat ? setInterval(fire, ms) : setTimeout(fire, ms))
    return ''
  }

  const ops: HostOps = {
    ...network.ops,
    ...createZlibCalls(builtin),
    ...createCryptoCalls(builtin, () => random),
    log(arg) {
      sinks.log(arg)
      return ''
    },
    settled() {
      sinks.settled()
      return ''
    },
    done(arg) {
      sinks.done(arg)
      return ''
    },
    reads(arg) {
      sinks.reads(arg)
      return ''
    },
    'timer.set': setTimer,
    'timer.clear'(arg) {
      const timer = timers.get(Number(arg))
      clearTimeout(timer)
      timers.delete(Number(arg))
      return ''
    },
    'url.parse': parseUrl,
    'url.set': setUrl,
    'query.decode': (arg) => querystring.unescape(arg),
    'bytes.encode': (_arg, text) => Buffer.from(text, 'utf8').toString('latin1'),
    'bytes.decode': (encoding, binary) =>
      Buffer.from(binary, 'latin1').toString(encoding as BufferEncoding),
  }

  return {
    call(op, arg, data, more) {
      const run = open && Object.hasOwn(ops, op) ? ops[op] : undefined
      if (run === undefined) {
        throw new Error(open ? `No such call: ${op}` : 'The run has ended')
      }
      return run(arg, data, more)
    },
    seed(value) {
      random = seededRandomness(builtin, value)
    },
    begin: (job, startedAt) => network.begin(job, startedAt),
    end: () => network.end(),
    close() {
      open = false
      const quiet = network.close()
      const clean = quiet && timers.size === 0
      for (const timer of timers.values()) {
        clearTimeout(timer)
      }
      timers.clear()
      return clean
    },
  }
}
