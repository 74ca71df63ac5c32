/** What an observed run said that it read, checked: it comes from where user code runs. */
import { z } from 'zod'
import type { FieldRead, FieldUse, Reads } from '#preload/model/coverage'

const Wire = z.object({
  cut: z.boolean(),
  reads: z
    .array(
      z.tuple([
        z.number().int().min(1).max(7),
        z.enum(['body', 'headers', 'query', 'settings', 'text']),
        z.array(z.string().max(100_000).nullable()).max(10_000),
      ]),
    )
    .max(10_000),
})

const bits = [
  [1, 'read'],
  [2, 'sent'],
  [4, 'listed'],
] as const satisfies readonly (readonly [number, FieldUse])[]

export function parseReads(text: string | null): Reads | null {
  if (text === null) {
    return null
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const wire = Wire.safeParse(value)
  if (!wire.success) {
    return null
  }
  return {
    fields: wire.data.reads.flatMap(([flags, place, path]): FieldRead[] =>
      place === 'text'
        ? []
        : [{ place, path, use: bits.flatMap(([bit, use]) => ((flags & bit) === 0 ? [] : [use])) }],
    ),
    hasText: wire.data.reads.some(([, place]) => place === 'text'),
    isCut: wire.data.cut,
  }
}
