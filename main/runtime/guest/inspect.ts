/** `util.inspect` and `util.format` as Node has them, loaded when a log needs more than text. */
import { loadLibrary } from './libraries.ts'
import { URL } from './url.ts'
import { unwatched } from './watch.ts'

interface InspectLibrary {
  inspect(value: unknown, options?: object): string
  format(...args: unknown[]): string
  formatWithOptions(options: object, ...args: unknown[]): string
}

function library(): InspectLibrary {
  return loadLibrary('inspect', () => ({ URL })) as InspectLibrary
}

/** Never throws: proxies, getters and custom inspectors are the user's code. */
export function show(value: unknown, options?: object): string {
  if (value === undefined || value === null || typeof value === 'boolean') {
    return `${value}`
  }
  try {
    return unwatched(() => library().inspect(value, options))
  } catch {
    return '[value that cannot be shown]'
  }
}

export function format(args: readonly unknown[]): string {
  const [first] = args
  if (args.length === 1 && typeof first === 'string') {
    return first
  }
  try {
    return unwatched(() => library().format(...args))
  } catch {
    return args.map((value) => (typeof value === 'string' ? value : show(value))).join(' ')
  }
}
