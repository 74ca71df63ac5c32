/** `URL` inside the context; the host's own URL parser does the parsing, over the bridge. */
import { callHostJson } from './bridge.ts'
import { inspectSymbol, URLSearchParams } from './search-params.ts'

interface Parts {
  href: string
  origin: string
  protocol: string
  username: string
  password: string
  host: string
  hostname: string
  port: string
  pathname: string
  search: string
  hash: string
}

const partNames: readonly (keyof Parts)[] = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
]

export class URL {
  #parts: Parts
  #params: URLSearchParams | undefined
  #reload: ((query: string) => void) | undefined

  constructor(input: unknown, base?: unknown) {
    const args = base === undefined ? [String(input)] : [String(input), base as string]
    this.#parts = callHostJson('url.parse', args) as Parts
  }

  static {
    // Accessors of one shape; only this block can reach the private parts for all of them.
    for (const name of partNames) {
      Object.defineProperty(URL.prototype, name, {
        get(this: URL) {
          return this.#parts[name]
        },
        ...(name === 'origin'
          ? {}
          : {
              set(this: URL, value: unknown) {
                this.#set(name, String(value))
              },
            }),
        enumerable: true,
        configurable: true,
      })
    }
  }

  #set(name: keyof Parts, value: string): void {
    this.#parts = callHostJson('url.set', [this.#parts.href, name, value]) as Parts
    this.#reload?.(this.#parts.search.slice(1))
  }

  get searchParams(): URLSearchParams {
    if (this.#params === undefined) {
      this.#params = new URLSearchParams(this.#parts.search)
      this.#reload = URLSearchParams.bind(this.#params, (query) => {
        this.#parts = callHostJson('url.set', [this.#parts.href, 'search', query]) as Parts
      })
    }
    return this.#params
  }

  toString(): string {
    return this.#parts.href
  }

  toJSON(): string {
    return this.#parts.href
  }

  get [Symbol.toStringTag](): string {
    return 'URL'
  }

  [inspectSymbol](
    _depth: number,
    options: object,
    inspect?: (value: object, o: object) => string,
  ): string {
    const shown = { ...this.#parts, searchParams: this.searchParams }
    return inspect === undefined ? this.#parts.href : `URL ${inspect(shown, options)}`
  }
}
