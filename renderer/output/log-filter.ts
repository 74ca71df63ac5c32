/** Log lines by level: `debug`, `info` and `log` are of one kind to who looks for trouble. */
import type { Result } from '#preload/contract'

type LogLine = Result<'runs.start'>['result']['logs'][number]

export type LogFilter = 'all' | 'info' | 'warn' | 'error'

function kindOf({ level }: LogLine): Exclude<LogFilter, 'all'> {
  return level === 'warn' || level === 'error' ? level : 'info'
}

export function countsOf(logs: readonly LogLine[]): Record<LogFilter, number> {
  const counts = { all: logs.length, info: 0, warn: 0, error: 0 }
  for (const log of logs) {
    counts[kindOf(log)] += 1
  }
  return counts
}

/** With their place among all lines, which is what tells lines alike apart. */
export function logsAt(
  logs: readonly LogLine[],
  filter: LogFilter,
): { log: LogLine; index: number }[] {
  return logs
    .map((log, index) => ({ log, index }))
    .filter(({ log }) => filter === 'all' || kindOf(log) === filter)
}
