/** The headers that a curl command sends. */
import type { RawHeaders } from '#preload/model'
import { readsFile } from './curl-body.ts'
import { valuesOf, type CurlOption } from './curl-options.ts'
import { hasHeader, trimHeader } from './exchanged.ts'

/** What curl itself adds is left out, but for what belongs to the body. */
export function curlHeaders(
  options: readonly CurlOption[],
  host: string,
  body: Buffer | undefined,
  type: string | undefined,
): RawHeaders {
  const removed = new Set<string>()
  const headers: RawHeaders = []
  const add = (name: string, value: string): void => {
    if (!hasHeader(headers, name) && !removed.has(name.toLowerCase())) {
      headers.push([name, value])
    }
  }
  for (const line of valuesOf(options, 'header')) {
    const [, name = '', mark, rest = ''] = /^([^:;]+)([:;])([\s\S]*)$/.exec(line) ?? []
    const value = trimHeader(rest)
    if (mark === ':' && value === '') {
      removed.add(name.toLowerCase())
    } else if (name !== '') {
      headers.push([name, value])
    }
  }
  const json = options.some(({ name }) => name === 'json')
  for (const [name, option] of [
    ['User-Agent', 'user-agent'],
    ['Referer', 'referer'],
    ['Cookie', 'cookie'],
  ] as const) {
    valuesOf(options, option).forEach((value) => {
      if (option === 'cookie' && !value.includes('=')) {
        refuseCookieFile(value)
      } else {
        add(name, value)
      }
    })
  }
  if (!isSignedByCurl(options)) {
    valuesOf(options, 'user').forEach((user) =>
      add('Authorization', `Basic ${Buffer.from(user, 'latin1').toString('base64')}`),
    )
  }
  valuesOf(options, 'oauth2-bearer').forEach((token) => add('Authorization', `Bearer ${token}`))
  if (json) {
    add('Accept', 'application/json')
  }
  if (body !== undefined) {
    if (type !== undefined) {
      add('Content-Type', type)
    }
    add('Content-Length', String(body.byteLength))
  }
  return hasHeader(headers, 'host') || host === '' ? headers : [['Host', host], ...headers]
}

/** With the user's name and password as keys, which are not sent then. */
export function isSignedByCurl(options: readonly CurlOption[]): boolean {
  return options.some(({ name }) => name === 'aws-sigv4')
}

/** A text without "=" names a file; an empty one is for cookies of answers only. */
function refuseCookieFile(value: string): void {
  if (value !== '') {
    throw readsFile('cookies', value)
  }
}
