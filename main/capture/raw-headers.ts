/** The fields of a request as they arrived. */
import type { IncomingMessage } from 'node:http'
import type { RawHeaders } from '#preload/model'

export function headersOf({ rawHeaders }: IncomingMessage): RawHeaders {
  return pairs(rawHeaders)
}

/** What no trailer may change (RFC 9110, 6.5.1). */
const NOT_TRAILING =
  /^(?:content-.*|transfer-encoding|trailer|te|host|connection|authorization|cookie|x-segment-source-function-token)$/i

/** Fields that a chunked body ends with, such as a signature that was made on the way. */
export function trailersOf({ rawTrailers }: IncomingMessage): RawHeaders {
  return pairs(rawTrailers).filter(([name]) => !NOT_TRAILING.test(name))
}

/** Node lists names and values in turn. */
function pairs(flat: readonly string[]): RawHeaders {
  const result: RawHeaders = []
  for (let index = 0; index + 1 < flat.length; index += 2) {
    result.push([flat[index] ?? '', flat[index + 1] ?? ''])
  }
  return result
}
