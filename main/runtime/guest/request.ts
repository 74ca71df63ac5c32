/** `ServerRequest`: what `onRequest` is given. It has these four members and nothing else. */
import { URL } from './url.ts'
import { URLSearchParams } from './search-params.ts'
import { noteRead, watched, watchLookups } from './watch.ts'

export interface RequestData {
  readonly path: string
  readonly query: string
  readonly rawHeaders: readonly (readonly [string, string])[]
  readonly text: string
}

/** Where a hosted function would live, when the request does not say. */
const defaultHost = 'fn.segmentapis.com'

export function header(data: RequestData, name: string): string | undefined {
  return data.rawHeaders.find(([key]) => key.toLowerCase() === name)?.[1]
}

/** A flat map of strings; a key that is repeated gives an array. */
export function flatMap(
  pairs: Iterable<readonly [string, string]>,
): Record<string, string | string[]> {
  const map: Record<string, string | string[]> = {}
  for (const [name, value] of pairs) {
    const known = Object.hasOwn(map, name) ? map[name] : undefined
    Object.defineProperty(map, name, {
      value:
        known === undefined ? value : Array.isArray(known) ? [...known, value] : [known, value],
      writable: true,
      enumerable: true,
      configurable: true,
    })
  }
  return map
}

export function parseForm(text: string): Record<string, string | string[]> {
  return flatMap(new URLSearchParams(text))
}

export function isForm(data: RequestData): boolean {
  const type = header(data, 'content-type') ?? ''
  return type.split(';', 1)[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded'
}

export function parseBody(data: RequestData): unknown {
  if (isForm(data)) {
    return parseForm(data.text)
  }
  return JSON.parse(data.text.replace(/^\uFEFF/, ''))
}

/** The query without the token parameter `b`, its other bytes as they came. */
function withoutToken(query: string): string {
  return query
    .split('&')
    .filter((part) => part !== 'b' && !part.startsWith('b='))
    .join('&')
}

export function requestUrl(data: RequestData): URL {
  const query = withoutToken(data.query)
  const target = `${data.path}${query === '' ? '' : `?${query}`}`
  try {
    return new URL(`https://${header(data, 'host') ?? defaultHost}${target}`)
  } catch {
    return new URL(target, `https://${defaultHost}`)
  }
}

export interface HeadersLike {
  append(name: string, value: string): void
}

export interface RequestHooks {
  /** The profile's `Headers`, loaded on first touch. */
  readonly headersClass: () => new () => HeadersLike
  readonly textRead: () => void
}

/** The class is made for each context, so that its instances keep their data private. */
export function createServerRequest(hooks: RequestHooks) {
  return class ServerRequest {
    readonly #data: RequestData
    #body: { readonly value: unknown } | undefined
    #url: URL | undefined
    #headers: HeadersLike | undefined

    static {
      // The build drops a name that no code refers to; logs and functions see it.
      Object.defineProperty(this, 'name', { value: 'ServerRequest', configurable: true })
    }

    constructor(data: RequestData) {
      this.#data = data
    }

    json(): unknown {
      this.#body ??= { value: watched('body', parseBody(this.#data)) }
      return this.#body.value
    }

    text(): string {
      hooks.textRead()
      noteRead('text', [])
      return this.#data.text
    }

    get url(): URL {
      if (this.#url === undefined) {
        this.#url = requestUrl(this.#data)
        watchLookups('query', this.#url.searchParams)
      }
      return this.#url
    }

    get headers(): HeadersLike {
      if (this.#headers === undefined) {
        const headers = new (hooks.headersClass())()
        for (const [name, value] of this.#data.rawHeaders) {
          try {
            headers.append(name, value)
          } catch {
            // A name or value that HTTP does not allow cannot be asked for either.
          }
        }
        this.#headers = watchLookups('headers', headers)
      }
      return this.#headers
    }
  }
}
