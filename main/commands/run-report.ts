/** A run's result as a person reads it in a terminal. */
import { visibleLines } from '#main/runtime/visible'
import type { RunResult } from '#preload/model'
import { errorLine } from '#preload/model/error-words'
import type { OutgoingCall } from '#preload/model/network'

const verdicts: Readonly<Record<RunResult['status'], string>> = {
  ok: '200: OK',
  invalid: '202: Function output failed validation',
  error: 'Error',
  timeout: 'Timeout',
  'out-of-memory': 'Out of memory',
  crashed: 'Crashed',
}

function verdict({ status, error, durationMs }: RunResult): string {
  const label = status === 'error' && error !== null ? error.class : verdicts[status]
  return `${label} (${durationMs.toFixed(1)} ms)`
}

function errorLines(file: string, { error }: RunResult): string[] {
  if (error === null) {
    return []
  }
  const { line, column, stack } = error
  // The stack starts with the headline; only its frames add something.
  const frames = stack.split('\n').slice(1)
  return [
    errorLine(error),
    ...(line === null ? [] : [`  at ${file}:${line}:${column ?? 1}`]),
    ...(frames.length > 1 ? frames : []),
  ]
}

const frame = /^([ \t]+at (?:.*\()?)function\.js(:\d+:\d+\)?)/gm

/** The runtime calls every file `function.js`; here it has the name that the user gave. */
export function withFileName(file: string, result: RunResult): RunResult {
  const named = (text: string): string =>
    text.replaceAll(frame, (_, before: string, after: string) => `${before}${file}${after}`)
  const { error, logs } = result
  return {
    ...result,
    error: error === null ? null : { ...error, stack: named(error.stack) },
    logs: logs.map((line) => ({ ...line, text: named(line.text) })),
  }
}

function callLine(call: OutgoingCall): string {
  const { method, url, status, error, durationMs, responseBody, from } = call
  const answer = status === null ? 'no answer' : `${status}, ${responseBody.size} bytes`
  const where = from === 'cassette' ? ', from the cassette' : ''
  const problem = error === null ? '' : `  ${error}`
  return `  ${method} ${url}  ${answer}, ${durationMs.toFixed(1)} ms${where}${problem}`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/** Where the time went, and the memory; nothing for a run that was not measured. */
function measureLines({ timing, memory }: RunResult): string[] {
  const parts = [
    ...(timing === null
      ? []
      : [
          `start ${timing.startMs.toFixed(1)} ms`,
          `run ${timing.runMs.toFixed(1)} ms`,
          `check ${timing.checkMs.toFixed(1)} ms`,
        ]),
    ...(memory === null
      ? []
      : [`heap ${megabytes(memory.heapBytes)}`, `buffers ${megabytes(memory.bufferBytes)}`]),
  ]
  return parts.length === 0 ? [] : ['', parts.join(', ')]
}

export function describeRun(file: string, result: RunResult, hints: readonly string[]): string {
  const lines = [verdict(result), ...errorLines(file, result)]
  lines.push(...hints.map((hint) => `hint: ${hint}`))
  if (result.output !== null) {
    lines.push(JSON.stringify(result.output, null, 2))
  }
  for (const { path, message } of result.warnings) {
    lines.push(`warning ${path === '' ? '/' : path}: ${message}`)
  }
  for (const notice of result.notices) {
    lines.push(`note: ${notice}`)
  }
  if (result.calls.length > 0) {
    lines.push('', 'Calls', ...result.calls.map(callLine))
  }
  if (result.logs.length > 0) {
    lines.push('', 'Logs')
    for (const { level, text, line } of result.logs) {
      lines.push(`  ${level}${line === null ? '' : ` (line ${line})`}  ${text}`)
    }
  }
  lines.push(...measureLines(result))
  return visibleLines(`${lines.join('\n')}\n`)
}
