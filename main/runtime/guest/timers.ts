/** Timers inside the context; the host keeps the clock and calls back with an id. */
import { callHost } from './bridge.ts'
import { nodeError } from './node/node-error.ts'

interface Entry {
  readonly callback: (...args: unknown[]) => unknown
  readonly args: readonly unknown[]
  readonly repeat: boolean
}

const entries = new Map<number, Entry>()
let lastId = 0
let failRun: (error: unknown) => void = () => undefined

/** An error thrown by a callback ends the run, as it would end the vendor's process. */
export function onTimerError(fail: (error: unknown) => void): void {
  failRun = fail
}

class Timeout {
  readonly #id: number

  constructor(id: number) {
    this.#id = id
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  hasRef(): boolean {
    return true
  }

  close(): this {
    clear(this.#id)
    return this
  }

  [Symbol.toPrimitive](): number {
    return this.#id
  }
}

function start(callback: unknown, ms: unknown, args: readonly unknown[], repeat: boolean): Timeout {
  if (typeof callback !== 'function') {
    throw nodeError(TypeError, 'ERR_INVALID_CALLBACK', 'Callback must be a function')
  }
  lastId += 1
  const id = lastId
  const delay = Number(ms)
  entries.set(id, { callback: callback as Entry['callback'], args, repeat })
  const wait = delay >= 1 && delay <= 0x7fffffff ? delay : 1
  callHost('timer.set', JSON.stringify([id, wait, repeat]))
  return new Timeout(id)
}

function clear(timer: unknown): void {
  const id = Number(timer)
  if (entries.delete(id)) {
    callHost('timer.clear', String(id))
  }
}

export function fireTimer(id: number): void {
  const entry = entries.get(id)
  if (entry === undefined) {
    return
  }
  if (!entry.repeat) {
    entries.delete(id)
  }
  try {
    Reflect.apply(entry.callback, undefined, entry.args)
  } catch (error) {
    failRun(error)
  }
}

export function setTimeout(callback: unknown, ms?: unknown, ...args: unknown[]): Timeout {
  return start(callback, ms, args, false)
}

export function setInterval(callback: unknown, ms?: unknown, ...args: unknown[]): Timeout {
  return start(callback, ms, args, true)
}

export function clearTimeout(timer?: unknown): void {
  clear(timer)
}

export function clearInterval(timer?: unknown): void {
  clear(timer)
}
