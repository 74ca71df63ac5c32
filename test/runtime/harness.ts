/** Runs functions in a real runtime process, with the least of ceremony. */
import type { PlainResult } from '#main/runtime/result'
import { createRuntime, type Runtime, type RuntimeOptions } from '#main/runtime/runtime'
import path from 'node:path'
import { afterAll } from 'vitest'
import { toRequest, type Case } from './request.ts'

export const runtimeDir = path.resolve(import.meta.dirname, '../../out/runtime')

export interface Harness {
  readonly runtime: Runtime<PlainResult>
  readonly run: (code: string, options?: Case, signal?: AbortSignal) => Promise<PlainResult>
  /** Runs `return` statements as a handler's body and gives what it logged last. */
  readonly evaluate: (expression: string, options?: Case) => Promise<string>
}

/** Other tests may keep the machine busy: only those about deadlines are held to the real ones. */
export function createHarness(
  more: Pick<RuntimeOptions, 'keepsSpare' | 'maxHostRuns' | 'ownPorts' | 'patience'> = {},
): Harness {
  // Set to an Electron, the same tests hold for the executable that users have.
  const execPath = process.env['HOOKBENCH_TEST_EXEC'] ?? process.execPath
  const runtime = createRuntime({ runtimeDir, execPath, patience: 8, ...more })
  afterAll(() => runtime.dispose())
  const run: Harness['run'] = (code, options, signal) =>
    runtime.run(toRequest(code, options), signal)
  return {
    runtime,
    run,
    async evaluate(expression, options) {
      const result = await run(
        `async function onRequest(request, settings) { console.log(await (${expression})) }`,
        options,
      )
      if (result.error !== null) {
        throw new Error(`${result.error.name}: ${result.error.message}`)
      }
      return result.logs.at(-1)?.text ?? ''
    },
  }
}
