/** `console` of the context: `util.inspect` style text, with level and line of the call. */
import { table } from './console-table.ts'
import { format, show } from './inspect.ts'
import { callerLine, sendLog, userStack } from './report.ts'

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

const internalFrame = /^\s+at .*(?:hookbench:|node:|worker\.cjs).*?:\d+:\d+\)?(.*)$/

/**
 * The frames below the user's function are ours and Node's: they mean nothing to the user and
 * name paths of the machine. What inspect puts behind the last frame (`]`, ` {`) stays.
 */
function withoutInternals(text: string): string {
  if (!text.includes('hookbench:')) {
    return text
  }
  const kept: string[] = []
  for (const line of text.split('\n')) {
    const frame = internalFrame.exec(line)
    if (frame === null) {
      kept.push(line)
    } else if (kept.length > 0) {
      kept[kept.length - 1] += frame[1] ?? ''
    }
  }
  return kept.join('\n')
}

export function createConsole(now: () => number): object {
  let indent = ''
  const counts = new Map<string, number>()
  const started = new Map<string, number>()

  function write(level: Level, whole: string): void {
    const text = withoutInternals(whole)
    sendLog(
      level,
      indent === '' ? text : indent + text.replaceAll('\n', `\n${indent}`),
      callerLine(),
    )
  }

  const at =
    (level: Level): Method =>
    (...args) =>
      write(level, format(args))

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
    dirxml: at('log'),
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
