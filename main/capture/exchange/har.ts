/** HTTP Archive 1.2, both ways; what HAR cannot hold exactly stands in `_` members, as it allows. */
import { AppError } from '#preload/errors'
import { z } from 'zod'
import {
  exactText,
  findHeader,
  hasHeader,
  parseAddress,
  splitTarget,
  targetOf,
  type Exchanged,
} from './exchanged.ts'
import { multipart } from './multipart.ts'

const NameValue = z.object({ name: z.string(), value: z.string() })

const Entry = z.object({
  startedDateTime: z.string().optional(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    httpVersion: z.string().optional(),
    headers: z.array(NameValue).default([]),
    postData: z
      .object({
        mimeType: z.string().optional(),
        text: z.string().optional(),
        params: z
          .array(
            z.object({
              name: z.string(),
              value: z.string().optional(),
              fileName: z.string().optional(),
              contentType: z.string().optional(),
            }),
          )
          .optional(),
        encoding: z.string().optional(),
        _encoding: z.string().optional(),
      })
      .nullish(),
    _target: z.string().optional(),
  }),
  _remoteAddress: z.string().optional(),
})
type Entry = z.infer<typeof Entry>

const Har = z.object({ log: z.object({ entries: z.array(z.unknown()) }) })

export function looksLikeHar(value: unknown): boolean {
  return Har.safeParse(value).success
}

export function importHar(value: unknown): Exchanged[] {
  const entries = Har.parse(value).log.entries.map((entry) => Entry.safeParse(entry))
  const good = entries.flatMap((entry) => (entry.success ? [entry.data] : []))
  if (good.length === 0) {
    throw new AppError('invalid_input', 'The HAR file holds no request.', {
      hint: 'Save it anew with the requests shown in the network panel.',
    })
  }
  return good.map(fromEntry)
}

function fromEntry({ request, startedDateTime, _remoteAddress }: Entry): Exchanged {
  const url = parseAddress(request.url)
  const exact = request['_target']
  const target = exact === undefined ? url : splitTarget(exact)
  const body = bodyOf(request.postData)
  // HTTP/2 headers of browsers: pseudo headers are the request line.
  const headers = request.headers.filter(({ name }) => !name.startsWith(':'))
  const rawHeaders = headers.map(({ name, value }): [string, string] => [name, value])
  const type = request.postData?.mimeType
  return {
    method: request.method,
    path: target.path,
    query: target.query,
    httpVersion: /(\d(?:\.\d)?)$/.exec(request.httpVersion ?? '')?.[1] ?? '1.1',
    rawHeaders: [
      ...(hasHeader(rawHeaders, 'host') || url.host === null
        ? []
        : [['Host', url.host] as [string, string]]),
      ...rawHeaders,
      ...(hasHeader(rawHeaders, 'content-type') || !type || exact !== undefined
        ? []
        : [['Content-Type', type] as [string, string]]),
    ],
    body,
    ...(startedDateTime === undefined || Number.isNaN(Date.parse(startedDateTime))
      ? {}
      : { receivedAt: new Date(startedDateTime).toISOString() }),
    ...(_remoteAddress === undefined ? {} : { remoteAddress: _remoteAddress }),
  }
}

type PostData = Entry['request']['postData']

function bodyOf(data: PostData): Buffer {
  if (data === undefined || data === null) {
    return Buffer.alloc(0)
  }
  if (data.text === undefined || (data.text === '' && data.params !== undefined)) {
    if (/^multipart\/form-data/i.test(data.mimeType ?? '')) {
      return multipartBody(data)
    }
    const pairs = (data.params ?? []).map(({ name, value = '' }): [string, string] => [name, value])
    return Buffer.from(new URLSearchParams(pairs).toString())
  }
  const base64 = (data['_encoding'] ?? data.encoding) === 'base64'
  return Buffer.from(data.text, base64 ? 'base64' : 'utf8')
}

/** Browsers list the parts and leave the contents of files out. */
function multipartBody({ params = [], mimeType = '' }: NonNullable<PostData>): Buffer {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(mimeType) ?? []
  const parts = params.map(({ name, value = '', contentType, fileName }) => ({
    name: latin(name),
    value: latin(value),
    type: contentType,
    fileName: fileName === undefined ? undefined : latin(fileName),
  }))
  return multipart(parts, quoted ?? plain).body
}

function latin(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

export interface HarOptions {
  /** Scheme and host, for the address of a request that has no Host header. */
  readonly base: string
  readonly version: string
}

export function exportHar(requests: readonly Exchanged[], options: HarOptions): string {
  const log = {
    version: '1.2',
    creator: { name: 'Hookbench', version: options.version },
    entries: requests.map((request) => toEntry(request, options.base)),
  }
  return `${JSON.stringify({ log }, null, 2)}\n`
}

function toEntry(request: Exchanged, base: string): unknown {
  const { rawHeaders, body } = request
  const host = findHeader(rawHeaders, 'host')
  const scheme = findHeader(rawHeaders, 'x-forwarded-proto') === 'https' ? 'https' : 'http'
  const target = targetOf(request)
  return {
    startedDateTime: request.receivedAt ?? new Date(0).toISOString(),
    time: 0,
    request: {
      method: request.method,
      url: `${host === undefined ? base.replace(/\/+$/, '') : `${scheme}://${host}`}${target}`,
      httpVersion: `HTTP/${request.httpVersion}`,
      cookies: [],
      headers: rawHeaders.map(([name, value]) => ({ name, value })),
      queryString: [...new URLSearchParams(request.query)].map(([name, value]) => ({
        name,
        value,
      })),
      ...(body.byteLength === 0 ? {} : { postData: postData(request) }),
      headersSize: -1,
      bodySize: body.byteLength,
      _target: target,
    },
    response: {
      status: 0,
      statusText: '',
      httpVersion: `HTTP/${request.httpVersion}`,
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
    ...(request.remoteAddress === undefined ? {} : { _remoteAddress: request.remoteAddress }),
  }
}

function postData({ rawHeaders, body }: Exchanged): unknown {
  const mimeType = findHeader(rawHeaders, 'content-type') ?? ''
  const text = exactText(body)
  return text === undefined
    ? { mimeType, text: Buffer.from(body).toString('base64'), _encoding: 'base64' }
    : { mimeType, text }
}
