/** Fills the template of what is signed with the bytes of a request. */
import { formPairs } from '#preload/model/form-pairs'
import type { Provider } from './provider.ts'
import { timestampText, valuesAt } from './read-places.ts'
import { bodyText, headerOf, isForm, urlsOf, type SignedRequest } from './signed-request.ts'

export interface MessageInput {
  readonly request: SignedRequest
  readonly provider: Provider
  readonly secret: string
  readonly url: string
}

const PART = /\{([a-z-]+)\}/

/** Text around the body is UTF-8, the body goes in as the bytes that it is. */
export function messageOf(input: MessageInput): Buffer {
  // Splitting by a pattern with a group gives literal text and part names in turn.
  const pieces = input.provider.message.split(PART)
  return Buffer.concat(
    pieces.map((piece, index) => (index % 2 === 0 ? Buffer.from(piece) : partOf(piece, input))),
  )
}

function partOf(name: string, { request, provider, secret, url }: MessageInput): Buffer {
  switch (name) {
    case 'body':
      return Buffer.from(request.body)
    case 'timestamp':
      return Buffer.from(timestampText(request, provider) ?? '')
    case 'id':
      return Buffer.from((provider.messageId && valuesAt(request, provider.messageId)[0]) ?? '')
    case 'url':
      return Buffer.from(url)
    case 'form':
      return Buffer.from(isForm(request) ? sortedForm(bodyText(request)) : '')
    case 'method':
      return Buffer.from(request.method)
    case 'target':
      return Buffer.from(encodedTarget(request))
    case 'signed-headers':
      return Buffer.from(signedHeaders(request))
    case 'secret':
      return Buffer.from(secret)
    default:
      throw new Error(`"${name}" is no part of a signed message`)
  }
}

/** Twilio: names in code-unit order, each followed by its distinct values, sorted too. */
function sortedForm(text: string): string {
  const values = new Map<string, Set<string>>()
  for (const [name, value] of formPairs(text)) {
    values.set(name, (values.get(name) ?? new Set()).add(value))
  }
  return [...values.keys()]
    .toSorted()
    .map((name) =>
      [...(values.get(name) ?? [])]
        .toSorted()
        .map((value) => name + value)
        .join(''),
    )
    .join('')
}

/** Contentful's toolkit escapes the query as a whole and then the target once more. */
function encodedTarget(request: SignedRequest): string {
  return request.query === ''
    ? encodeURI(request.path)
    : encodeURI(`${request.path}?${encodeURIComponent(request.query)}`)
}

/** Contentful: the request itself lists the headers, in order. */
function signedHeaders(request: SignedRequest): string {
  const names = (headerOf(request, 'x-contentful-signed-headers') ?? '').split(',')
  return names.map((name) => `${name}:${headerOf(request, name) ?? ''}`).join(';')
}

/** Whether a change of the body would be noticed. */
export function signsBody(
  { algorithm, message, bodyHashQuery }: Provider,
  request: SignedRequest,
): boolean {
  return (
    algorithm !== 'token' &&
    (message.includes('{body}') ||
      (message.includes('{form}') && isForm(request)) ||
      (bodyHashQuery !== undefined && new URLSearchParams(request.query).has(bodyHashQuery)))
  )
}

export function usesUrl(provider: Provider): boolean {
  return provider.message.includes('{url}')
}

/** The addresses that a signature may cover, the likeliest first; `['']` when it covers none. */
export function signedUrls(provider: Provider, request: SignedRequest): string[] {
  if (!usesUrl(provider)) {
    return ['']
  }
  const urls = urlsOf(request)
  if (provider.anyPort === true) {
    return [...new Set([...urls, ...urls.flatMap(withOtherPorts)])]
  }
  return provider.decodesUrl === true
    ? [...new Set([...urls.map(decoded), ...urls.map(decodedButMarks), ...urls])]
    : urls
}

/** Twilio's libraries accept both as well: no port, and the scheme's own. */
function withOtherPorts(url: string): string[] {
  const [all = '', scheme = '', host = ''] =
    /^(https?):\/\/(\[[^\]]*\]|[^/?:]*)(?::\d+)?/.exec(url) ?? []
  const rest = url.slice(all.length)
  const bare = `${scheme}://${host}`
  return all === '' ? [] : [`${bare}${rest}`, `${bare}:${scheme === 'https' ? 443 : 80}${rest}`]
}

/** HubSpot's table of the escapes that it decodes. */
function decoded(url: string): string {
  return url.replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, decodeURIComponent)
}

/** The table reads as if the first question mark of all were meant only: then values keep theirs. */
function decodedButMarks(url: string): string {
  return url
    .split(/(%3F)/i)
    .map((part) => (/^%3F$/i.test(part) ? part : decoded(part)))
    .join('')
}

/** For people: what is signed, with the parts named. */
export function describeMessage(provider: Provider): string {
  return provider.algorithm === 'token'
    ? 'nothing: the secret itself is sent'
    : provider.message.replaceAll('\n', '⏎')
}
