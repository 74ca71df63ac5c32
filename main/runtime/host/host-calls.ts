/** What a context may ask of the host: strings in, strings out. Closed when its run has ended. */
import querystring from 'node:querystring'
import type { Builtin, HostOps } from './binary.ts'
import { createCryptoCalls } from './crypto-calls.ts'
import { createNetwork, type Deliver } from './network.ts'
import { seededRandomness, type Randomness } from './randomness.ts'
import { createZlibCalls } from './zlib-calls.ts'

export interface HostCalls {
  /** Makes the randomness of the run that comes depend on this number alone. */
  seed(random: number): void
  call(op: string, arg: string): string
  /** Ends timers; true when nothing was left open. */
  close(): boolean
}

export interface CallSinks {
  readonly log: (text: string) => void
  readonly done: (result: string) => void
  readonly timer: (id: number) => void
  readonly deliver: Deliver
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

export function createHostCalls(sinks: CallSinks, builtin: Builtin): HostCalls {
  const network = createNetwork(builtin, sinks.deliver)
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
    done(arg) {
      sinks.done(arg)
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
  }

  return {
    call(op, arg) {
      const run = open && Object.hasOwn(ops, op) ? ops[op] : undefined
      if (run === undefined) {
        throw new Error(open ? `No such call: ${op}` : 'The run has ended')
      }
      return run(arg)
    },
    seed(value) {
      random = seededRandomness(builtin, value)
    },
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
