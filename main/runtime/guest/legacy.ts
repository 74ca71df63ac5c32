/** The interface of functions from before 11 September 2019: an event in, events and objects out. */
import type { Emitted } from './segment.ts'
import { flatMap, isForm, parseForm, type RequestData } from './request.ts'
import { URLSearchParams } from './search-params.ts'
import { watched } from './watch.ts'

/** Headers are lists of values, even of one. */
function multiMap(pairs: Iterable<readonly [string, string]>): Record<string, string[]> {
  const map: Record<string, string[]> = {}
  for (const [name, value] of pairs) {
    const known = Object.hasOwn(map, name) ? map[name] : undefined
    if (known === undefined) {
      Object.defineProperty(map, name, {
        value: [value],
        writable: true,
        enumerable: true,
        configurable: true,
      })
    } else {
      known.push(value)
    }
  }
  return map
}

/** A body that is no JSON reaches a legacy function as the text it is. */
function body(data: RequestData): unknown {
  if (isForm(data)) {
    return parseForm(data.text)
  }
  try {
    return JSON.parse(data.text.replace(/^\uFEFF/, ''))
  } catch {
    return data.text
  }
}

/** The event holds what the payload editor shows: a query parameter is its text. */
export function legacyEvent(data: RequestData, settings: unknown): object {
  const query = [...new URLSearchParams(data.query)].filter(([name]) => name !== 'b')
  return {
    payload: {
      body: watched('body', body(data)),
      headers: watched('headers', multiMap(data.rawHeaders)),
      queryParameters: watched('query', flatMap(query)),
    },
    settings: watched('settings', settings),
  }
}

/** Takes what the function returned as its output; returning nothing emits nothing. */
export function takeLegacyOutput(returned: unknown, into: Emitted): void {
  if (returned === undefined || returned === null) {
    return
  }
  const output = returned as Record<string, unknown>
  for (const key of ['events', 'objects'] as const) {
    const list = output[key]
    if (list === undefined || list === null) {
      continue
    }
    if (!Array.isArray(list)) {
      throw new TypeError(`processEvents returned ${key} that is not an array`)
    }
    for (const [index, item] of list.entries()) {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) {
        throw new TypeError(`processEvents returned ${key}[${index}] that is not an object`)
      }
      into[key].push(item)
    }
  }
}
