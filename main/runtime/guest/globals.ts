/** The globals of a profile. Every one can be shadowed, replaced or reassigned by the user. */
import { EventNotSupported, InvalidEventPayload, RetryError, ValidationError } from './errors.ts'
import type { NodeScope } from './node-scope.ts'
import { lazyGlobals } from './profile.ts'
import { createServerRequest, type HeadersLike, type RequestData } from './request.ts'
import { URLSearchParams } from './search-params.ts'
import { createSegment, type Emitted } from './segment.ts'
import { countSharedMemory } from './shared-memory.ts'
import { installStackTraces } from './stack-traces.ts'
import { clearInterval, clearTimeout, setInterval, setTimeout } from './timers.ts'
import { URL } from './url.ts'

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, {
    value,
    writable: true,
    enumerable: false,
    configurable: true,
  })
}

/** Evaluated on first touch; assigning or declaring the name replaces it, as for any global. */
function defineLazy(name: string, load: () => unknown): void {
  let loading = false
  Object.defineProperty(globalThis, name, {
    get() {
      // lodash looks at the global that it may replace, which is this one.
      if (loading) {
        return undefined
      }
      loading = true
      let value: unknown
      try {
        value = load()
      } finally {
        loading = false
      }
      define(name, value)
      return value
    },
    set(value: unknown) {
      define(name, value)
    },
    enumerable: false,
    configurable: true,
  })
}

function legacyGlobals(): Record<string, unknown> {
  const exports = {}
  return { exports, module: { exports } }
}

export function defineGlobals(
  emitted: Emitted,
  profile: string,
  console: object,
  node: NodeScope,
  textRead: () => void,
  legacy: boolean,
): { makeRequest: (data: RequestData) => unknown } {
  // V8 adds WebAssembly, which no function of the time used and which is one more way out, and
  // in newer versions Temporal, a clock of its own.
  Reflect.deleteProperty(globalThis, 'WebAssembly')
  Reflect.deleteProperty(globalThis, 'Temporal')
  countSharedMemory()
  installStackTraces()

  const lazy = lazyGlobals(profile, node)
  const ServerRequest = createServerRequest({
    headersClass: () => lazy['Headers']?.() as new () => HeadersLike,
    textRead,
  })
  const values: Record<string, unknown> = {
    console,
    URL,
    URLSearchParams,
    setTimeout,
    setInterval,
    clearTimeout,
    clearInterval,
    window: globalThis,
    Segment: createSegment(emitted),
    ServerRequest,
    ValidationError,
    EventNotSupported,
    InvalidEventPayload,
    ...(profile === 'current' ? { RetryError } : {}),
    ...(legacy ? legacyGlobals() : {}),
  }
  for (const name of Object.keys(values)) {
    define(name, values[name])
  }
  for (const name of Object.keys(lazy)) {
    defineLazy(name, lazy[name] as () => unknown)
  }
  return { makeRequest: (data) => new ServerRequest(data) }
}
