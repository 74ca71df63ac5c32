/**
 * One run inside the context, from the user's loaded script to the result as text. What is
 * emitted before the handler settles counts; a throw sends nothing.
 */
import { callHost } from './bridge.ts'
import { EventNotSupported } from './errors.ts'
import { show } from './inspect.ts'
import { legacyEvent, takeLegacyOutput } from './legacy.ts'
import { describe, quote, reportJson } from './report.ts'
import type { RequestData } from './request.ts'
import type { Emitted } from './segment.ts'
import { followStackTraces } from './stack-traces.ts'
import { readsJson, startSending, watchBody, watched } from './watch.ts'

export interface Job {
  readonly request: RequestData
  readonly settings: Record<string, unknown>
}

export interface Run {
  begin(job: Job): void
  /** Calls what the script left as its handler. */
  call(handler: unknown): void
  fail(thrown: unknown): void
}

/** Larger output is refused with an error: nothing is cut silently. */
const maxOutput = 4_000_000
const stringify = JSON.stringify.bind(JSON)
// Kept before user code can replace it.
const settled = Reflect.get(Promise.prototype, 'then') as (ok: unknown, bad: unknown) => unknown

/** Element by element, so that the list itself is one whatever the user did to arrays. */
function list(items: readonly unknown[]): string {
  let text = ''
  for (let index = 0; index < items.length; index++) {
    text += `${index === 0 ? '' : ','}${stringify(items[index]) ?? 'null'}`
  }
  return `[${text}]`
}

export function createRun(
  emitted: Emitted,
  legacy: boolean,
  makeRequest: (data: RequestData) => unknown,
  onEnd: () => void,
): Run {
  let job: Job | undefined
  let ended = false

  function end(error: string, output: string): void {
    if (!ended) {
      ended = true
      const reads = readsJson()
      if (reads !== null) {
        callHost('reads', reads)
      }
      onEnd()
      callHost('done', `{"error":${error},"output":${output}}`)
    }
  }

  /** Told before its output is written, so that the time of that is not the function's. */
  function handlerSettled(): void {
    if (!ended) {
      callHost('settled', '')
    }
  }

  function fail(thrown: unknown): void {
    handlerSettled()
    end(reportJson(describe(thrown, show)), 'null')
  }

  function succeed(): void {
    if (ended) {
      return
    }
    let output: string
    try {
      startSending()
      const { events, objects } = emitted
      output = `{"events":${list(events)},"objects":${list(objects)}}`
      if (output.length > maxOutput) {
        // Rounded up: what is refused is never said to be what is allowed.
        const size = Math.ceil(output.length / 100_000) / 10
        throw new RangeError(`The output is too large: ${size} MB, at most 4 MB can be kept`)
      }
    } catch (error) {
      fail(error)
      return
    }
    end('null', quote(output))
  }

  function invoke(handler: (...args: unknown[]) => unknown, given: Job): unknown {
    if (legacy) {
      return handler(legacyEvent(given.request, given.settings))
    }
    return handler(makeRequest(given.request), watched('settings', given.settings))
  }

  return {
    begin(given) {
      job = given
      watchBody(given.request.text)
    },
    call(handler) {
      if (job === undefined || ended) {
        return
      }
      try {
        followStackTraces()
        if (typeof handler !== 'function') {
          throw new EventNotSupported('request not supported')
        }
        const returned = invoke(handler as (...args: unknown[]) => unknown, job)
        const finish = (value: unknown): void => {
          try {
            handlerSettled()
            if (legacy) {
              takeLegacyOutput(value, emitted)
            }
            succeed()
          } catch (error) {
            fail(error)
          }
        }
        void Reflect.apply(settled, Promise.resolve(returned), [finish, fail])
      } catch (error) {
        fail(error)
      }
    },
    fail,
  }
}
