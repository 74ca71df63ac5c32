/** A frozen clock and seeded randomness, so that two runs can be compared byte for byte. */

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

function frozenDate(now: number): DateConstructor {
  const Real = Date
  const Frozen = function Date(...args: unknown[]): unknown {
    if (new.target === undefined) {
      return new Real(now).toString()
    }
    return Reflect.construct(Real, args.length === 0 ? [now] : args, new.target)
  }
  Frozen.prototype = Real.prototype
  const members = { now: () => now, parse: Real.parse, UTC: Real.UTC }
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(Frozen, name, { value, writable: true, configurable: true })
  }
  Object.defineProperty(Frozen, 'length', { value: 7, configurable: true })
  return Frozen as unknown as DateConstructor
}

export function makeDeterministic({ now, random }: Seed): void {
  const date = frozenDate(now)
  Reflect.set(date.prototype, 'constructor', date)
  globalThis.Date = date
  Math.random = generator(random)
}
