/**
 * The payload that the editor shows and that files hold, in all the forms found in the wild,
 * to a request and back.
 */
import { AppError } from '#preload/errors'
import type { RawHeaders } from '#preload/model'
import { SettingValue } from '#preload/model'
import { formPairs } from '#preload/model/form-pairs'
import { isJsonObject, type JsonObject } from '#preload/model/json-object'
import { memberOfJson, printJson } from '#preload/model/json-text'
import { z } from 'zod'
import { formToObject, objectToForm } from './form.ts'
import { positionOfJsonError } from './json-position.ts'
import type { IncomingRequest } from './runtime.ts'

export interface ParsedPayload {
  readonly request: IncomingRequest
  /** `null` when the text has none: then those of the source hold. */
  readonly settings: Record<string, SettingValue> | null
}

function invalid(message: string, hint: string, details?: unknown): AppError {
  return new AppError('invalid_input', message, { hint, details })
}

function parseJson(text: string, what = 'payload'): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const at = positionOfJsonError(text)
    const reason =
      cause instanceof Error ? cause.message.replace(/ in JSON at position.*$/, '') : ''
    throw invalid(
      `The ${what} ${what === 'payload' ? 'is' : 'are'} not valid JSON (line ${at.line}, column ${at.column}): ${reason}.`,
      'Mend the JSON at that place.',
      at,
    )
  }
}

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const MultiMap = z.record(
  z.string(),
  z.union([Text.transform((value) => [value]), z.array(Text), z.null().transform(() => [])]),
)

function pairs(value: unknown, what: string): [string, string][] {
  const map = MultiMap.safeParse(value ?? {})
  if (!map.success) {
    throw invalid(
      `The ${what} of the payload are not a map of names to strings.`,
      `Write them as {"Name": ["value"]}.`,
    )
  }
  return Object.entries(map.data).flatMap(([name, values]) =>
    values.map((text): [string, string] => [name, text]),
  )
}

function headerOf(rawHeaders: RawHeaders, name: string): string | undefined {
  return rawHeaders.find(([key]) => key.toLowerCase() === name)?.[1]
}

function isForm(rawHeaders: RawHeaders): boolean {
  const type = headerOf(rawHeaders, 'content-type')?.split(';', 1)[0]
  return type?.trim().toLowerCase() === 'application/x-www-form-urlencoded'
}

/**
 * A string is the body's text as it is; anything else is what the text says. `json` is the body
 * as it is written in the payload: numbers must go out as they came in.
 */
function bodyText(body: unknown, json: string, rawHeaders: RawHeaders): string {
  if (typeof body === 'string') {
    return body
  }
  if (isForm(rawHeaders) && isJsonObject(body)) {
    return objectToForm(body)
  }
  return body === undefined ? '' : printJson(json)
}

interface Target {
  readonly path: string
  readonly query: string
  readonly host: string | null
}

function targetOf(url: unknown): Target {
  if (typeof url !== 'string' || url === '') {
    return { path: '/', query: '', host: null }
  }
  const match = /^(?:[a-z][a-z0-9+.-]*:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/i.exec(url)
  const path = match?.[2] ?? ''
  return {
    path: path.startsWith('/') ? path : `/${path}`,
    query: match?.[3] ?? '',
    host: match?.[1] ?? null,
  }
}

/** The query that the parameters stand for; a text is one already. */
function queryOf(parameters: unknown): string {
  return typeof parameters === 'string'
    ? parameters.replace(/^\?/, '')
    : encodeQuery(pairs(parameters, 'query parameters'))
}

function encodeQuery(parameters: readonly [string, string][]): string {
  return parameters
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
}

function toRequest(payload: JsonObject, bodyJson: string): IncomingRequest {
  const target = targetOf(payload['url'])
  const rawHeaders: RawHeaders = pairs(payload['headers'], 'headers')
  if (target.host !== null && headerOf(rawHeaders, 'host') === undefined) {
    rawHeaders.push(['Host', target.host])
  }
  const parameters = payload['queryParameters'] ?? payload['queryParams']
  const { bodyBase64 } = payload
  return {
    method: 'POST',
    path: target.path,
    // As upstream, where the URL is given whole.
    query: target.query === '' ? queryOf(parameters) : target.query,
    rawHeaders,
    body: Buffer.from(
      typeof bodyBase64 === 'string'
        ? Buffer.from(bodyBase64, 'base64')
        : bodyText(payload['body'], bodyJson, rawHeaders),
    ),
  }
}

/** What an envelope's `payload` may hold. */
export const payloadKeys: ReadonlySet<string> = new Set([
  'body',
  'bodyBase64',
  'headers',
  'queryParameters',
  'queryParams',
  'url',
])

/** A body of its own may well have a field `payload`, so the envelope's is known by what it holds. */
function isEnvelope(value: unknown): value is JsonObject & { readonly payload: JsonObject } {
  if (!isJsonObject(value) || !isJsonObject(value['payload'])) {
    return false
  }
  const { payload } = value
  return Object.hasOwn(payload, 'body') || Object.keys(payload).every((key) => payloadKeys.has(key))
}

function parseSettings(value: unknown): Record<string, SettingValue> {
  const settings = z.record(z.string(), SettingValue).safeParse(value)
  if (!settings.success) {
    throw notSettings()
  }
  return settings.data
}

function notSettings(): AppError {
  return invalid(
    'The settings are not a map of names to values.',
    'A value is a string, true or false, a list of strings, or a map of strings.',
  )
}

/** What may stand for a value is for the caller to say. */
export function parseSettingsJson(text: string): Record<string, unknown> {
  const settings = z.record(z.string(), z.unknown()).safeParse(parseJson(text, 'settings'))
  if (!settings.success) {
    throw notSettings()
  }
  return settings.data
}

export function parsePayload(text: string): ParsedPayload {
  const plain = text.replace(/^\uFEFF/, '')
  const value = parseJson(plain)
  if (!isEnvelope(value)) {
    return { request: toRequest({ body: value }, plain), settings: null }
  }
  const settings = value['settings']
  const bodyJson = memberOfJson(memberOfJson(plain, 'payload') ?? '', 'body') ?? ''
  return {
    request: toRequest(value.payload, bodyJson),
    settings: settings === undefined || settings === null ? null : parseSettings(settings),
  }
}

function group(list: readonly (readonly [string, string])[]): Record<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [name, value] of list) {
    const known = groups.get(name)
    if (known === undefined) {
      groups.set(name, [value])
    } else {
      known.push(value)
    }
  }
  return Object.fromEntries(groups)
}

/** As JSON. */
function shownBody(text: string, rawHeaders: RawHeaders): string {
  if (isForm(rawHeaders)) {
    const form = formToObject(text)
    // What would not come back as it was stays text.
    return printed(isFormText(text) && formSame(objectToForm(form), text) ? form : text)
  }
  try {
    return typeof JSON.parse(text) === 'string' ? JSON.stringify(text) : printJson(text, '  ')
  } catch {
    return JSON.stringify(text)
  }
}

function printed(value: unknown): string {
  return JSON.stringify(value, null, 2)
}

/** Every part has a name and a value, which other texts hardly have. */
function isFormText(text: string): boolean {
  return text.split('&').every((part) => part.indexOf('=') > 0)
}

function formSame(a: string, b: string): boolean {
  const [left, right] = [formPairs(a), formPairs(b)]
  return (
    left.length === right.length &&
    left.every(([name, value], at) => right[at]?.[0] === name && right[at]?.[1] === value)
  )
}

export function formatPayload(request: IncomingRequest): string {
  const { path, query, rawHeaders } = request
  const bytes = Buffer.from(request.body)
  // The token is the source's secret, and no function ever sees it.
  const parameters = [...new URLSearchParams(query)].filter(([name]) => name !== 'b')
  const shown = Object.entries(group(parameters)).map(([name, values]) => [
    name,
    values.length === 1 ? values[0] : values,
  ])
  const members: [string, string][] = [
    ...(path === '/' || path === '' ? [] : [['url', printed(path)] as [string, string]]),
    ...(bytes.length === 0 ? [] : [bodyMember(bytes, rawHeaders)]),
    ['headers', printed(group(rawHeaders))],
    ['queryParameters', printed(Object.fromEntries(shown))],
  ]
  const lines = members.map(([name, json]) => `    "${name}": ${json.replaceAll('\n', '\n    ')}`)
  return `{\n  "payload": {\n${lines.join(',\n')}\n  }\n}`
}

function bodyMember(bytes: Buffer, rawHeaders: RawHeaders): [string, string] {
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes)
    ? ['body', shownBody(text, rawHeaders)]
    : ['bodyBase64', printed(bytes.toString('base64'))]
}
