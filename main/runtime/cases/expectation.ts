/** What a case expects of a run, whether the run meets it, and what a run would be met by. */
import type { PlainResult } from '#main/runtime/result'
import { ErrorClass, RunOutput, RunStatus } from '#preload/model'
import { z } from 'zod'
import { compareJson, type Difference } from './compare.ts'

const list = RunOutput.shape.events

export const Expectation = z
  .strictObject({
    /** Compared exactly; a list that is left out is empty. */
    output: z.strictObject({ events: list.optional(), objects: list.optional() }).optional(),
    /** Only what is given is compared. */
    error: z
      .strictObject({
        class: ErrorClass.optional(),
        name: z.string().optional(),
        message: z.string().optional(),
      })
      .optional(),
    status: RunStatus.optional(),
  })
  .refine((value) => Object.values(value).some((part) => part !== undefined), {
    message: 'expect an output, an error or a status',
  })
  .refine(({ output, error }) => output === undefined || error === undefined, {
    message: 'a run has an output or an error, never both',
  })
export type Expectation = z.infer<typeof Expectation>

type Came = Pick<PlainResult, 'status' | 'output' | 'error'>

/** Paths are those of the output; what concerns the run as a whole stands under `/error` and `/status`. */
export function differencesFrom(expected: Expectation, result: Came): Difference[] {
  const differences: Difference[] = []
  if (expected.status !== undefined && expected.status !== result.status) {
    differences.push({
      path: '/status',
      kind: 'changed',
      expected: expected.status,
      got: result.status,
    })
  }
  if (expected.output !== undefined) {
    const output = { events: [], objects: [], ...expected.output }
    differences.push(
      ...(result.output === null
        ? [{ path: '/error', kind: 'extra', got: errorOf(result) } as const]
        : compareJson(output, result.output)),
    )
  }
  if (expected.error !== undefined) {
    const got = errorOf(result)
    differences.push(
      ...(got === null
        ? [{ path: '/error', kind: 'missing', expected: expected.error } as const]
        : compareJson(expected.error, pick(got, Object.keys(expected.error))).map((difference) => ({
            ...difference,
            path: `/error${difference.path}`,
          }))),
    )
  }
  return differences
}

function errorOf({ error }: Came): Required<NonNullable<Expectation['error']>> | null {
  return error === null ? null : { class: error.class, name: error.name, message: error.message }
}

function pick(value: Readonly<Record<string, unknown>>, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)))
}

/** What this run meets, in the form of what was expected before. */
export function expectationOf(result: Came, previous: Expectation | null): Expectation {
  const status = previous?.status === undefined ? {} : { status: result.status }
  if (previous !== null && previous.output === undefined && previous.error === undefined) {
    return { status: result.status }
  }
  if (result.output !== null) {
    return { output: result.output, ...status }
  }
  if (result.status !== 'error') {
    // Where a function is stopped says nothing about it, that it is does.
    return { status: result.status }
  }
  const error = errorOf(result) ?? {}
  const keys = Object.keys(previous?.error ?? {})
  return { error: keys.length === 0 ? error : pick(error, keys), ...status }
}
