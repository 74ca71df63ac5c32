/** Verdicts and differences as people read them. */
import { visible } from '#main/runtime/visible'
import type { Difference } from './compare.ts'
import type { CaseStatus, Verdict } from './run-cases.ts'

export interface Palette {
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly notable: (text: string) => string
  readonly faint: (text: string) => string
}

const same = (text: string): string => text
export const plain: Palette = { good: same, bad: same, notable: same, faint: same }

const paint =
  (code: number) =>
  (text: string): string =>
    `\u001B[${code}m${text}\u001B[39m`
export const colours: Palette = {
  good: paint(32),
  bad: paint(31),
  notable: paint(33),
  faint: paint(90),
}

/** Longer values are cut: the file and the output view hold the whole. */
const MAX_SHOWN = 160

/** `/events/0/userId: "u1" -> 1`, values as JSON. */
export function describeDifference(difference: Difference, palette: Palette = plain): string {
  const at = difference.path === '' ? '/' : visible(difference.path)
  if (difference.kind === 'changed') {
    const [expected, got] = around(json(difference.expected), json(difference.got))
    return `${at}: ${palette.good(expected)} -> ${palette.bad(got)}`
  }
  return difference.kind === 'missing'
    ? `${at}: ${palette.good(clip(json(difference.expected)))} -> ${palette.bad('missing')}`
    : `${at}: ${palette.good('nothing')} -> ${palette.bad(clip(json(difference.got)))}`
}

const WORDS: Readonly<Record<CaseStatus, string>> = {
  passed: 'pass',
  failed: 'FAIL',
  new: 'NEW ',
  updated: 'save',
}

export function describeVerdict(verdict: Verdict, palette: Palette = plain): string[] {
  const { name, status, durationMs, differences, refusal } = verdict
  const colour = { passed: 'good', failed: 'bad', new: 'notable', updated: 'notable' } as const
  const word = palette[colour[status]](WORDS[status])
  const lines = [`${word} ${visible(name)} ${palette.faint(`${durationMs.toFixed(1)} ms`)}`]
  if (status === 'failed') {
    lines.push(...differences.map((each) => `     ${describeDifference(each, palette)}`))
    lines.push(...errorPlace(verdict))
  } else if (status === 'new') {
    lines.push('     expects nothing yet: accept what it gives with --update')
  }
  if (refusal !== null) {
    lines.push(`     not updated: ${refusal}`)
  }
  return lines
}

/** The line of an unexpected error, which its message does not tell. */
function errorPlace({ result: { error }, differences }: Verdict): string[] {
  const isNews = differences.some(({ path }) => path.startsWith('/error') || path === '/status')
  return isNews && error?.line != null
    ? [`     thrown at function.js:${error.line}:${error.column ?? 1}`]
    : []
}

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly new: number
  readonly updated: number
  /** After --bail or an interruption. */
  readonly notRun: number
}

export function describeCounts(counts: Counts, seconds: number): string {
  const parts = [
    `${counts.passed} passed`,
    `${counts.failed} failed`,
    ...(counts.new === 0 ? [] : [`${counts.new} new`]),
    ...(counts.updated === 0 ? [] : [`${counts.updated} updated`]),
    ...(counts.notRun === 0 ? [] : [`${counts.notRun} not run`]),
  ]
  return `${parts.join(', ')} (${seconds.toFixed(2)} s)`
}

function json(value: unknown): string {
  return visible(JSON.stringify(value) ?? 'undefined')
}

function clip(text: string): string {
  return text.length <= MAX_SHOWN
    ? text
    : `${text.slice(0, MAX_SHOWN)}… (${text.length} characters)`
}

/** Long texts are shown from shortly before the place where they part. */
function around(a: string, b: string): [string, string] {
  if (a.length <= MAX_SHOWN && b.length <= MAX_SHOWN) {
    return [a, b]
  }
  let at = 0
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) {
    at += 1
  }
  const from = Math.max(0, at - 40)
  const show = (text: string): string => (from === 0 ? '' : '…') + clip(text.slice(from))
  return [show(a), show(b)]
}
