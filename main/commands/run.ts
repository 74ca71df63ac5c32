/** `hookbench run FILE`: one run of a function file, without a database. */
import { readFile } from 'node:fs/promises'
import {
  parseSettingSources,
  resolveSettings,
  type ResolvedSettings,
} from '#main/runtime/cases/suite-config'
import { parsePayload, parseSettingsJson } from '#main/runtime/payload'
import type { IncomingRequest, RunRequest, Runtime } from '#main/runtime/runtime'
import { shownResult } from '#main/runtime/shown-run'
import { AppError } from '#preload/errors'
import type { Profile, RunResult, SettingValue } from '#preload/model'
import { DEFAULT_CLOCK } from '#preload/model/clock'
import { textsOf } from '#preload/model/setting-texts'
import { networkOfRun, type NetworkOptions } from './run-network.ts'
import { describeRun, withFileName } from './run-report.ts'
import { failureHints } from '#preload/model/error-words'

export interface RunOptions extends NetworkOptions {
  /** File of the payload, `-` for standard input; without it the body is empty JSON. */
  readonly payload?: string
  readonly settings?: string
  /** Names of settings whose values are masked, besides those from the environment. */
  readonly secret?: readonly string[]
  readonly profile?: Profile
  readonly legacy?: boolean
  /** The body with its keys sorted. */
  readonly asDeployed?: boolean
  /** Either freezes the clock and seeds randomness. */
  readonly now?: string
  readonly seed?: number
  /** A run whose output fails the check counts as failed. */
  readonly strict?: boolean
  readonly json?: boolean
}

export interface RunIo {
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
  readonly stdin: NodeJS.ReadableStream
  /** Where settings files find the values of secrets. */
  readonly env: Readonly<Record<string, string | undefined>>
}

const exitDone = 0
const exitFailed = 1
const exitWrongUse = 2

async function readText(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
    throw new AppError('invalid_input', `The ${what} ${file} could not be read (${code}).`, {
      hint: 'Check the path and that the file may be read.',
      cause,
    })
  }
}

async function readAll(stdin: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk))
  }
  return Buffer.concat(chunks).toString('utf8')
}

interface Input {
  readonly code: string
  readonly request: IncomingRequest
  readonly settings: Readonly<Record<string, SettingValue>>
  readonly secrets: readonly string[]
}

/** Names the file in an error about its text. */
async function about<T>(file: string, parse: () => Promise<T>): Promise<T> {
  try {
    return await parse()
  } catch (error) {
    if (error instanceof AppError && !error.message.includes(file)) {
      const message = `${file}: ${error.message}`
      throw new AppError(error.code, message, { hint: error.hint, cause: error })
    }
    throw error
  }
}

async function readInput(file: string, options: RunOptions, io: RunIo): Promise<Input> {
  const code = await readText(file, 'function')
  const from = options.payload
  const payload =
    from === undefined
      ? parsePayload('{"payload":{"body":{}}}')
      : await about(from === '-' ? 'standard input' : from, async () =>
          parsePayload(from === '-' ? await readAll(io.stdin) : await readText(from, 'payload')),
        )
  const own = await readSettings(options.settings, io.env)
  const settings = { ...payload.settings, ...own.values }
  const secrets = [...own.secrets, ...secretsOf(settings, options.secret ?? [])]
  return { code, request: payload.request, settings, secrets }
}

async function readSettings(
  file: string | undefined,
  env: RunIo['env'],
): Promise<ResolvedSettings> {
  if (file === undefined) {
    return { values: {}, secrets: [] }
  }
  return about(file, async () => {
    const text = await readText(file, 'settings file')
    return resolveSettings(parseSettingSources(parseSettingsJson(text), text, file), env, file)
  })
}

/** Whatever texts the named settings hold. */
function secretsOf(
  settings: Readonly<Record<string, SettingValue>>,
  names: readonly string[],
): string[] {
  return names.flatMap((name) => {
    const value = Object.hasOwn(settings, name) ? settings[name] : undefined
    if (value === undefined) {
      throw new AppError('invalid_input', `There is no setting ${name} to be kept secret.`, {
        hint: 'Name one of the settings file or of the payload with --secret.',
      })
    }
    return textsOf(value)
  })
}

function clockOf({ now, seed }: RunOptions): Pick<RunRequest, 'deterministic'> {
  return now === undefined && seed === undefined
    ? {}
    : {
        deterministic: {
          now: Date.parse(now ?? DEFAULT_CLOCK.now),
          seed: seed ?? DEFAULT_CLOCK.seed,
        },
      }
}

function exitCode(result: RunResult, strict: boolean): number {
  return result.status === 'ok' || (result.status === 'invalid' && !strict) ? exitDone : exitFailed
}

function printError(error: unknown, stderr: NodeJS.WritableStream): number {
  if (!(error instanceof AppError)) {
    throw error
  }
  stderr.write(`${error.message}${error.hint === undefined ? '' : ` ${error.hint}`}\n`)
  return error.code === 'invalid_input' ? exitWrongUse : exitFailed
}

export async function runCommand(
  file: string,
  options: RunOptions,
  io: RunIo,
  runtime: Runtime,
): Promise<number> {
  try {
    runtime.warm()
    const { code, request, settings, secrets } = await readInput(file, options, io)
    const calls = await networkOfRun(options, secrets, (name) => readText(name, 'cassette'))
    const plain = await runtime.run({
      code,
      handler: options.legacy === true ? 'legacy' : 'modern',
      profile: options.profile ?? '2019',
      settings,
      request,
      secrets,
      group: file,
      asDeployed: options.asDeployed === true,
      network: calls.network,
      ...clockOf(options),
    })
    const result = withFileName(file, plain)
    const handler = options.legacy === true ? 'legacy' : 'modern'
    const hints = failureHints({ error: result.error, code, handler, headers: request.rawHeaders })
    io.stdout.write(
      // What a program reads is the output itself; what a person reads has its secrets masked.
      options.json === true
        ? `${JSON.stringify({ ...result, shown: undefined })}\n`
        : describeRun(file, shownResult(result), hints),
    )
    // What the run gave is told first: its calls went out, whether or not they can be kept.
    const recorded = await calls.finish()
    if (recorded !== null) {
      io.stderr.write(`${recorded}\n`)
    }
    return exitCode(result, options.strict === true)
  } catch (error) {
    return printError(error, io.stderr)
  }
}
