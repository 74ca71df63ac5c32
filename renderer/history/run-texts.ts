/** The four sides of a past run as texts to compare. */
import type { Result } from '#preload/contract'
import { isPacked, previewOf } from '#preload/model/packed-output'
import { formatClock, formatDate } from '../ui/format.ts'
import { maskOutput } from '../ui/mask-output.ts'
import { shownOf } from '../ui/shown-of.ts'

type PastRun = Result<'history.run'>
type Summary = Result<'history.runs'>[number]

export type Side = 'code' | 'payload' | 'output' | 'logs'

export const SIDES = ['code', 'payload', 'output', 'logs'] as const satisfies readonly Side[]

export const sideNames = {
  code: 'Code',
  payload: 'Payload',
  output: 'Output',
  logs: 'Logs',
} as const

export const languages = {
  code: 'javascript',
  payload: 'json',
  output: 'json',
  logs: 'plaintext',
} as const

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function outputText({ result }: PastRun['run']): string {
  if (result.error !== null) {
    const { class: label, name, message, line } = result.error
    // What was stopped from outside has a status, and no class that the vendor would give it.
    const { status } = result
    const kind = status === 'error' ? { class: label } : { status }
    return JSON.stringify({ error: { ...kind, name, message, line } }, null, 2)
  }
  const { output, secretPaths, status } = result
  return JSON.stringify(
    output === null ? { status } : maskOutput(previewOf(output), secretPaths),
    null,
    2,
  )
}

/** What of the output the text has; `null` when that is all of it. */
export function cutOf({ run }: PastRun): string | null {
  const { output } = run.result
  return output === null || !isPacked(output) ? null : shownOf(output, previewOf(output))
}

const readers: Readonly<Record<Side, (past: PastRun) => string>> = {
  code: ({ code }) => code ?? '',
  payload: ({ payload }) => (payload === null ? '' : pretty(payload)),
  output: ({ run }) => outputText(run),
  logs: ({ run }) =>
    run.result.logs.map(({ level, text }) => `${level.padEnd(5)} ${text}`).join('\n'),
}

export function textOf(past: PastRun, side: Side): string {
  return readers[side](past)
}

/** Of all of it, not of what is shown. */
export function isSameSide(a: PastRun, b: PastRun, side: Side): boolean {
  return textOf(a, side) === textOf(b, side) && (side !== 'output' || wholeOf(a) === wholeOf(b))
}

/** Of a large output. */
function wholeOf({ run }: PastRun): string | null {
  const { output } = run.result
  return output === null || !isPacked(output) ? null : output.json
}

/** How a run is told from the others in a menu. */
export function runName(run: Summary): string {
  return `${formatClock(run.startedAt)} · version ${run.sourceVersion} · ${labelOf(run)} · ${outcomeOf(run)}`
}

/** As the band says it that stood above the output. */
const STOPPED: Partial<Record<Summary['status'], string>> = {
  timeout: 'Timed out',
  'out-of-memory': 'Out of memory',
  crashed: 'Crashed',
}

/** Runs of before labels were kept have none. */
export function labelOf({ label, eventId }: Summary): string {
  return label === '' ? (eventId === null ? 'A payload' : 'A captured event') : label
}

export function outcomeOf(run: Summary): string {
  if (run.error !== null) {
    return run.status === 'error' ? run.error : (STOPPED[run.status] ?? run.error)
  }
  const parts = [
    ...(run.events === 0 ? [] : [`${run.events} ${run.events === 1 ? 'event' : 'events'}`]),
    ...(run.objects === 0 ? [] : [`${run.objects} ${run.objects === 1 ? 'object' : 'objects'}`]),
    ...(run.warnings === 0
      ? []
      : [`${run.warnings} ${run.warnings === 1 ? 'warning' : 'warnings'}`]),
  ]
  return parts.length === 0 ? 'nothing emitted' : parts.join(', ')
}

export function timeOf(at: string): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString()
  return isToday ? formatClock(at) : formatDate(at)
}
