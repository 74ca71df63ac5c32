/** `console` of the context: `util.inspect` style text, with level and line of the call. */
import { table } from './console-table.ts'
import { format, show } from './inspect.ts'
import { sendLog, userStack } from './report.ts'
import { callerLine } from './stack-traces.ts'

type Level = 'debug' | 'info' | 'log' | 'warn' | 'error'
type Method = (...args: unknown[]) => void

/** What cannot be laid out is shown as by `log`: a log never throws. */
function tableText(data: unknown, properties: unknown): string {
  try {
    const names = Array.isArray(properties) ? (properties as unknown[]).map(String) : undefined
    return typeof data === 'object' && data !== null ? table(data, names) : format([data])
  } catch {
    return format([data])
  }
}

export function createConsole(now: () => number): object {
  let indent = ''
  const counts = new Map<string, number>()
  const started = new Map<string, number>()

  function write(level: Level, text: string): void {
    sendLog(
      level,
      indent === '' ? text : indent + text.replaceAll('\n', `\n${indent}`),
      callerLine(),
    )
  }

  const at = (level: Level, name: string = level): Method =>
    ({
      [name]: (...args: unknown[]) => write(level, format(args)),
    })[name] as Method

  function elapsed(label: unknown, rest: readonly unknown[], end: boolean): void {
    const key = String(label)
    const from = started.get(key)
    if (from !== undefined) {
      write('log', format([`${key}: ${(now() - from).toFixed(3)}ms`, ...rest]))
      if (end) {
        started.delete(key)
      }
    }
  }

  function group(...args: readonly unknown[]): void {
    if (args.length > 0) {
      write('log', format(args))
    }
    indent += '  '
  }

  const methods: Record<string, Method> = {
    log: at('log'),
    info: at('info'),
    debug: at('debug'),
    warn: at('warn'),
    error: at('error'),
    dir: (value, options) =>
      write('log', show(value, { customInspect: false, ...(options as object) })),
    dirxml: at('log', 'dirxml'),
    table(data, properties) {
      write('log', tableText(data, properties))
    },
    trace(...args) {
      const headline = args.length === 0 ? 'Trace' : `Trace: ${format(args)}`
      write('error', [headline, ...userStack()].join('\n'))
    },
    assert: (condition, ...args) => {
      if (!condition) {
        write('error', args.length === 0 ? 'Assertion failed' : `Assertion failed: ${format(args)}`)
      }
    },
    group,
    groupCollapsed: group,
    groupEnd: () => {
      indent = indent.slice(2)
    },
    count: (label = 'default') => {
      const next = (counts.get(String(label)) ?? 0) + 1
      counts.set(String(label), next)
      write('log', `${String(label)}: ${next}`)
    },
    countReset: (label = 'default') => void counts.delete(String(label)),
    time: (label = 'default') => void started.set(String(label), now()),
    timeEnd: (label = 'default') => elapsed(label, [], true),
    timeLog: (label = 'default', ...rest) => elapsed(label, rest, false),
  }
  return methods
}
