/** Runs functions in a real runtime process, with the least of ceremony. */
import { createRuntime, type RunRequest, type Runtime } from '#main/runtime/runtime'
import type { Profile, RawHeaders, RunResult, SettingValue } from '#preload/model'
import path from 'node:path'
import { afterAll } from 'vitest'

export const runtimeDir = path.resolve(import.meta.dirname, '../../out/runtime')

export interface Case {
  readonly body?: string | object
  readonly headers?: RawHeaders
  readonly query?: string
  readonly path?: string
  readonly profile?: Profile
  readonly legacy?: boolean
  readonly settings?: Record<string, SettingValue>
  readonly secrets?: readonly string[]
  readonly group?: string
  readonly deterministic?: RunRequest['deterministic']
}

export function toRequest(code: string, options: Case = {}): RunRequest {
  const { body = {}, headers = [['Content-Type', 'application/json']] } = options
  return {
    code,
    handler: options.legacy === true ? 'legacy' : 'modern',
    profile: options.profile ?? '2019',
    settings: options.settings ?? {},
    secrets: options.secrets ?? [],
    group: options.group ?? 'test',
    deterministic: options.deterministic,
    request: {
      method: 'POST',
      path: options.path ?? '/',
      query: options.query ?? '',
      rawHeaders: headers,
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    },
  }
}

export interface Harness {
  readonly runtime: Runtime
  readonly run: (code: string, options?: Case, signal?: AbortSignal) => Promise<RunResult>
  /** Runs `return` statements as a handler's body and gives what it logged last. */
  readonly evaluate: (expression: string, options?: Case) => Promise<string>
}

export function createHarness(): Harness {
  const runtime = createRuntime({ runtimeDir })
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
