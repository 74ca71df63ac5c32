/** A frozen clock and seeded randomness, so that two runs can be compared byte for byte. */

import { replaceIntrinsic } from './intrinsics.ts'

export interface Seed {
  readonly now: number
  readonly random: number
}

/** Mulberry32: small, fast, and good enough to stand in for `Math.random`. */
function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Proxies, so that names, lengths and source texts of what is replaced stay as they are. */
function freezeDate(now: number): void {
  const Real = Date
  const frozen: DateConstructor = new Proxy(Real, {
    apply: () => new Real(now).toString(),
    construct(_target, args: unknown[], newTarget) {
      const given = args.length === 0 ? [now] : args
      return Reflect.construct(Real, given, newTarget === frozen ? Real : newTarget) as object
    },
  })
  Real.now = new Proxy(Real.now, { apply: () => now })
  Reflect.set(Real.prototype, 'constructor', frozen)
  replaceIntrinsic('Date', frozen)
}

type Format = (date?: unknown) => unknown

/** What formats no date in particular formats the present. */
function freezeDateFormats(now: number): void {
  const { prototype } = Intl.DateTimeFormat
  const frozenFormat = (real: Format): Format =>
    new Proxy(real, {
      apply: (target, self, args: unknown[]) =>
        Reflect.apply(target, self, [args[0] === undefined ? now : args[0]]),
    })
  Reflect.set(prototype, 'formatToParts', frozenFormat(prototype.formatToParts as Format))

  // A getter of functions that are bound to their format: the same one at every read.
  const bound = new WeakMap<Format, Format>()
  const real = Reflect.getOwnPropertyDescriptor(prototype, 'format')
  Object.defineProperty(prototype, 'format', {
    get: new Proxy(real?.get as () => Format, {
      apply(target, self) {
        const format = Reflect.apply(target, self, [])
        const known = bound.get(format) ?? frozenFormat(format)
        bound.set(format, known)
        return known
      },
    }),
  })
}

export function makeDeterministic({ now, random }: Seed): void {
  freezeDate(now)
  freezeDateFormats(now)
  Math.random = generator(random)
}
