/** What is imported has to be a request that could have arrived: else its export is another one. */
import { AppError } from '#preload/errors'
import type { Exchanged } from './exchanged.ts'

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/* oxlint-disable no-control-regex -- these are what ends a line or a word on the wire */
const IN_TARGET = /^[^\u0000-\u0020\u007f]*$/
const IN_VALUE = /^[^\u0000\r\n]*$/
/* oxlint-enable no-control-regex */

/**
 * With one character a byte, as all of it is kept; throws for what no message can hold. A text
 * with characters beyond that is UTF-8, as its sender must have written it.
 */
export function sendable(request: Exchanged): Exchanged {
  check(TOKEN, request.method, 'method')
  check(/^\d(?:\.\d)?$/, request.httpVersion, 'HTTP version')
  const path = wire(request.path)
  const query = wire(request.query)
  check(IN_TARGET, path, 'path')
  check(IN_TARGET, query, 'query')
  const rawHeaders = request.rawHeaders.map(([name, value]): [string, string] => {
    check(TOKEN, name, 'header name')
    const text = wire(value)
    check(IN_VALUE, text, `value of the header ${name}`)
    return [name, text]
  })
  return { ...request, path, query, rawHeaders }
}

function wire(text: string): string {
  return /[\u0100-\uffff]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text
}

function check(pattern: RegExp, text: string, what: string): void {
  if (!pattern.test(text)) {
    throw new AppError(
      'invalid_input',
      `${JSON.stringify(text.slice(0, 60))} cannot be the ${what} of a request.`,
      { hint: 'Mend it in the file, then import it again.' },
    )
  }
}
