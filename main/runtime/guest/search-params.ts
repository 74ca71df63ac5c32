/** `URLSearchParams` of the URL standard, made inside the context. */
import { callHost } from './bridge.ts'
import { nodeError } from './node/node-error.ts'

export const inspectSymbol = Symbol.for('nodejs.util.inspect.custom')

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    // Broken escapes are kept and broken UTF-8 becomes U+FFFD: the host's parser knows how.
    return callHost('query.decode', spaced)
  }
}

function encode(text: string): string {
  const wellFormed = callWellFormed(text)
  return encodeURIComponent(wellFormed)
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Lone surrogates become U+FFFD: `encodeURIComponent` would throw on them. */
function callWellFormed(text: string): string {
  return text.replace(
    /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
    '\uFFFD',
  )
}

type Pair = [string, string]

function parse(query: string): Pair[] {
  const pairs: Pair[] = []
  for (const part of query.split('&')) {
    if (part !== '') {
      const at = part.indexOf('=')
      const name = at < 0 ? part : part.slice(0, at)
      pairs.push([decode(name), at < 0 ? '' : decode(part.slice(at + 1))])
    }
  }
  return pairs
}

function fromObject(init: object): Pair[] {
  if (Symbol.iterator in init) {
    return [...(init as Iterable<Iterable<unknown>>)].map((entry) => {
      const pair = [...entry]
      if (pair.length !== 2) {
        const message = 'Each query pair must be an iterable [name, value] tuple'
        throw nodeError(TypeError, 'ERR_INVALID_TUPLE', message)
      }
      return [String(pair[0]), String(pair[1])]
    })
  }
  return Object.entries(init).map(([name, value]) => [name, String(value)])
}

export class URLSearchParams {
  #pairs: Pair[]
  #changed: ((query: string) => void) | undefined

  constructor(init: unknown = '') {
    if (typeof init === 'object' && init !== null) {
      this.#pairs = fromObject(init)
    } else {
      const text = String(init)
      this.#pairs = parse(text.startsWith('?') ? text.slice(1) : text)
    }
  }

  /** Ties a list to its URL: a change of one shows in the other. */
  static bind(params: URLSearchParams, changed: (query: string) => void): (query: string) => void {
    params.#changed = changed
    return (query) => {
      params.#pairs = parse(query)
    }
  }

  #update(pairs: Pair[]): void {
    this.#pairs = pairs
    this.#changed?.(this.toString())
  }

  append(name: unknown, value: unknown): void {
    this.#update([...this.#pairs, [String(name), String(value)]])
  }

  delete(name: unknown): void {
    this.#update(this.#pairs.filter(([key]) => key !== String(name)))
  }

  get(name: unknown): string | null {
    return this.#pairs.find(([key]) => key === String(name))?.[1] ?? null
  }

  getAll(name: unknown): string[] {
    return this.#pairs.filter(([key]) => key === String(name)).map(([, value]) => value)
  }

  has(name: unknown): boolean {
    return this.#pairs.some(([key]) => key === String(name))
  }

  set(name: unknown, value: unknown): void {
    const key = String(name)
    const at = this.#pairs.findIndex(([other]) => other === key)
    const kept = this.#pairs.filter(([other], index) => other !== key || index === at)
    if (at < 0) {
      kept.push([key, String(value)])
    } else {
      const place = kept.findIndex(([other]) => other === key)
      kept[place] = [key, String(value)]
    }
    this.#update(kept)
  }

  sort(): void {
    this.#update(this.#pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  }

  get size(): number {
    return this.#pairs.length
  }

  forEach(
    visit: (value: string, name: string, self: URLSearchParams) => void,
    self?: unknown,
  ): void {
    for (const [name, value] of this.#pairs) {
      Reflect.apply(visit, self, [value, name, this])
    }
  }

  *entries(): IterableIterator<Pair> {
    for (const [name, value] of this.#pairs) {
      yield [name, value]
    }
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.#pairs) {
      yield name
    }
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this.#pairs) {
      yield value
    }
  }

  [Symbol.iterator](): IterableIterator<Pair> {
    return this.entries()
  }

  toString(): string {
    return this.#pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  }

  get [Symbol.toStringTag](): string {
    return 'URLSearchParams'
  }

  [inspectSymbol](): string {
    const pairs = this.#pairs.map(([name, value]) => `'${name}' => '${value}'`)
    return pairs.length === 0 ? 'URLSearchParams {}' : `URLSearchParams { ${pairs.join(', ')} }`
  }
}
