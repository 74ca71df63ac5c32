/** From what the host said to the result that the user sees. */
import type {
  ErrorClass,
  LogLine,
  OutputWarning,
  Profile,
  RunError,
  RunOutput,
  RunResult,
} from '#preload/model'
import { isJsonObject } from '#preload/model/json-object'
import type { CallsOfRun } from './call-collector.ts'
import { clockMs } from './clock.ts'
import { deadlineMs, maxReportText, runMemoryMb, workerHeapMb } from './limits.ts'
import { createMask, maskOutput, usableSecrets } from './mask.ts'
import { memoryOf, timingOf } from './measures.ts'
import { checkOutput, secretFound, secretMessages } from './output-check.ts'
import {
  GuestResult,
  type EndStatus,
  type Measures,
  type Observed,
  type Report,
} from './protocol.ts'
import { shortened } from './shown-text.ts'

/** A result whose output is at hand, however large: what the app's own thread takes no part in. */
export type PlainResult = Omit<RunResult, 'output' | 'shown'> & {
  readonly output: RunOutput | null
  readonly shown?: RunOutput
}

export interface Ended {
  readonly status: EndStatus
  readonly result: string | null
  readonly durationMs: number
  readonly measures: Measures | null
  readonly observed?: Observed | null | undefined
}

export interface ResultContext {
  readonly profile: Profile
  readonly secrets: readonly string[]
  readonly logs: LogLine[]
  readonly calls: CallsOfRun
}

const classes: Readonly<Record<string, ErrorClass>> = {
  EventNotSupported: 'Unsupported Event Type',
  InvalidEventPayload: 'Message Rejected',
  ValidationError: 'Message Rejected',
}

function classOf(name: string, profile: Profile): ErrorClass {
  if (name === 'RetryError' && profile === 'current') {
    return 'Retry'
  }
  return Object.hasOwn(classes, name) ? (classes[name] ?? 'Bad Request') : 'Bad Request'
}

export function plainError(name: string, message: string): RunError {
  return { class: 'Bad Request', name, message, line: null, column: null, stack: '' }
}

function fromReport(report: Report, { profile, secrets }: ResultContext): RunError {
  const mask = createMask(secrets)
  const shown = (text: string): string => shortened(text, maxReportText, mask)
  const message = shown(report.message) + hintFor(report)
  return {
    class: classOf(report.name, profile),
    name: shown(report.name),
    message,
    line: report.line,
    column: report.column,
    stack: shown(report.stack),
  }
}

/** What newcomers from the old interface, or from modules, trip over. */
const hints: Readonly<Record<string, string>> = {
  'exports is not defined':
    ' (exports.processEvents is the legacy interface: mark the source as legacy (--legacy on the command line), or migrate it)',
  'module is not defined':
    ' (functions have no imports and exports: their handler is the function named onRequest; exports.processEvents is the legacy interface)',
}

function hintFor({ name, message }: Report): string {
  return name === 'ReferenceError' && Object.hasOwn(hints, message) ? (hints[message] ?? '') : ''
}

function failed(
  status: RunResult['status'],
  error: RunError,
  { logs, calls }: ResultContext,
  durationMs: number,
): PlainResult {
  return {
    status,
    output: null,
    error,
    logs,
    warnings: [],
    secretPaths: [],
    ...calls,
    durationMs,
    timing: null,
    memory: null,
  }
}

const sentences = {
  'out-of-memory': `The function used too much memory and was stopped: at most ${workerHeapMb} MB of values and ${runMemoryMb} MB in all are allowed.`,
  crashed: 'The runtime process ended while the function ran. The next run gets a new one.',
} as const

/** By hand: a schema takes several times as long on large output. */
function isOutput(value: unknown): value is RunOutput {
  return (
    isJsonObject(value) &&
    [value['events'], value['objects']].every(
      (list) => Array.isArray(list) && list.every((item) => isJsonObject(item)),
    )
  )
}

function parseOutput(text: string | null): RunOutput | null {
  try {
    const output: unknown = text === null ? null : JSON.parse(text)
    return isOutput(output) ? output : null
  } catch {
    return null
  }
}

export function cancelled(context: ResultContext, durationMs: number): PlainResult {
  return failed('error', plainError('Cancelled', 'The run was cancelled.'), context, durationMs)
}

/** `askedAt` is when the run was asked for, by the clock of all processes. */
export function toResult(ended: Ended, context: ResultContext, askedAt: number): PlainResult {
  const result = judge(ended, context)
  // How far a process came that is gone, nobody knows.
  if (result.status === 'crashed') {
    return result
  }
  return {
    ...result,
    timing: timingOf({ ...ended, askedAt, endedAt: clockMs() }),
    memory: memoryOf(ended.measures),
  }
}

function judge({ status, result, durationMs }: Ended, context: ResultContext): PlainResult {
  if (status === 'timeout') {
    const seconds = deadlineMs[context.profile] / 1000
    const message = `The function did not finish within ${seconds} s and was stopped.`
    return failed('timeout', plainError('TimeoutError', message), context, durationMs)
  }
  if (status === 'out-of-memory') {
    const error = plainError('OutOfMemoryError', sentences['out-of-memory'])
    return failed(status, error, context, durationMs)
  }
  const guest = status === 'done' ? parseGuest(result) : null
  if (guest === null) {
    return failed('crashed', plainError('RuntimeCrashed', sentences.crashed), context, durationMs)
  }
  if (guest.error !== null) {
    return failed('error', fromReport(guest.error, context), context, durationMs)
  }
  const output = parseOutput(guest.output)
  if (output === null) {
    const error = plainError('TypeError', 'The output is not a list of events and of objects.')
    return failed('error', error, context, durationMs)
  }
  let warnings: OutputWarning[]
  try {
    warnings = checkOutput(output, usableSecrets(context.secrets))
  } catch {
    // Nested beyond the stack: made to do that, since the function's own side would have failed.
    const error = plainError('RangeError', 'The output is nested too deeply.')
    return failed('error', error, context, durationMs)
  }
  const holdsSecret = warnings.some(({ message }) => secretMessages.has(message))
  return {
    status: warnings.length === 0 ? 'ok' : 'invalid',
    output,
    ...(holdsSecret ? { shown: maskOutput(output, context.secrets) } : {}),
    error: null,
    logs: context.logs,
    warnings,
    secretPaths: warnings.flatMap(({ path, message }) => (message === secretFound ? [path] : [])),
    ...context.calls,
    durationMs,
    timing: null,
    memory: null,
  }
}

function parseGuest(text: string | null): GuestResult | null {
  try {
    return text === null ? null : GuestResult.parse(JSON.parse(text))
  } catch {
    return null
  }
}
