/**
 * Stack traces as the function may see them: its own frames, and those of built-ins that it
 * called. Frames of libraries, of the runtime and of Node name paths of this machine, and their
 * call sites could reach objects that are not the function's.
 *
 * V8 asks `Error.prepareStackTrace`. A hook of the user's is respected: it gets call sites that
 * answer with texts and numbers only. No lists are used on the way, since the user may have
 * changed what lists do.
 */

/** The name that the user's code is compiled with. */
const userFile = 'function.js'

const names = [
  'getTypeName',
  'getFunctionName',
  'getMethodName',
  'getFileName',
  'getLineNumber',
  'getColumnNumber',
  'getEvalOrigin',
  'getScriptNameOrSourceURL',
  'getScriptHash',
  'getEnclosingLineNumber',
  'getEnclosingColumnNumber',
  'getPosition',
  'getPromiseIndex',
  'isToplevel',
  'isEval',
  'isNative',
  'isConstructor',
  'isAsync',
  'isPromiseAll',
  'toString',
] as const

type Getter = Exclude<(typeof names)[number], 'toString'>
type RawSite = Readonly<Record<Getter, () => unknown>> & { toString: () => string }
type Hook = (this: unknown, error: unknown, sites: unknown) => unknown

class CallSite {
  readonly #site: RawSite

  constructor(site: RawSite) {
    this.#site = site
  }

  static {
    for (const name of names) {
      const value = {
        [name](this: CallSite) {
          return this.#site[name]?.()
        },
      }[name]
      Object.defineProperty(CallSite.prototype, name, { value, configurable: true, writable: true })
    }
  }

  /** As for code in strict mode. */
  getThis(): undefined {
    return undefined
  }

  getFunction(): undefined {
    return undefined
  }
}

const indexOf = Function.prototype.call.bind(String.prototype.indexOf) as (
  text: unknown,
  part: string,
) => number
const errorToString = Function.prototype.call.bind(Error.prototype.toString) as (
  error: unknown,
) => string

/** Code made by `eval` and the like has no file; its origin names the place that made it. */
function isUsers(site: RawSite): boolean {
  if (site.isEval() === true) {
    const origin = site.getEvalOrigin()
    return indexOf(origin, `${userFile}:`) >= 0 && indexOf(origin, 'hookbench:') < 0
  }
  return site.getFileName() === userFile
}

function isBuiltIn(site: RawSite): boolean {
  return site.isEval() !== true && (site.getFileName() ?? null) === null
}

interface Frames {
  readonly [index: number]: RawSite
  readonly count: number
}

/** What a frame of the user's called directly is shown with it. */
function userFrames(sites: ArrayLike<RawSite>): Frames {
  const kept = Object.create(null) as { [index: number]: RawSite; count: number }
  let count = 0
  for (let index = 0; index < sites.length; index++) {
    const site = sites[index] as RawSite
    let caller = index
    while (caller < sites.length && isBuiltIn(sites[caller] as RawSite)) {
      caller += 1
    }
    if (caller < sites.length && isUsers(sites[caller] as RawSite)) {
      kept[count] = site
      count += 1
    }
  }
  kept.count = count
  return kept
}

function headline(error: unknown): string {
  try {
    return errorToString(error)
  } catch {
    return '<error>'
  }
}

/** The error that the runtime itself looks at, where no hook of the user's is asked. */
interface Look {
  readonly error: unknown
  /** Only the place is wanted, which spares the text. */
  readonly isProbe: boolean
  site: RawSite | undefined
}

let looking: Look | null = null

function standard(error: unknown, sites: unknown): unknown {
  const frames = userFrames(sites as ArrayLike<RawSite>)
  if (looking !== null && looking.isProbe && looking.error === error) {
    looking.site = frames[0]
    return ''
  }
  let text = headline(error)
  for (let index = 0; index < frames.count; index++) {
    text += `\n    at ${(frames[index] as RawSite).toString()}`
  }
  return text
}

/** Hands a hook of the user's what it may see. */
function guarded(hook: Hook): Hook {
  return (error, sites) => {
    if (looking !== null && looking.error === error) {
      return standard(error, sites)
    }
    const frames = userFrames(sites as ArrayLike<RawSite>)
    const safe: CallSite[] = []
    for (let index = 0; index < frames.count; index++) {
      const value = new CallSite(frames[index] as RawSite)
      Object.defineProperty(safe, index, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      })
    }
    return Reflect.apply(hook, Error, [error, safe])
  }
}

/** Made hooks by the user's, so that what is read and put back later is the same hook. */
const known = new WeakMap<Hook, Hook>()
let current: Hook = standard

function setHook(hook: unknown): void {
  if (typeof hook !== 'function') {
    current = standard
    return
  }
  const given = hook as Hook
  const made = known.get(given) ?? guarded(given)
  known.set(given, made)
  known.set(made, made)
  current = made
}

function holdHookOf(target: object, configurable: boolean): void {
  Object.defineProperty(target, 'prepareStackTrace', {
    get: () => current,
    set: setHook,
    configurable,
  })
}

export function installStackTraces(): void {
  known.set(standard, standard)
  holdHookOf(Error, false)
  // Frames of libraries are taken out of these.
  Reflect.set(Error, 'stackTraceLimit', 30)
}

/** Node asks what is named `Error` on the global, which may be a function of the user's by now. */
export function followStackTraces(): void {
  try {
    const named: unknown = Reflect.get(globalThis, 'Error')
    if (named !== Error && Object(named) === named) {
      const hook: unknown = Reflect.get(named as object, 'prepareStackTrace')
      holdHookOf(named as object, true)
      setHook(hook)
    }
  } catch {
    // Frozen, or behind a getter: Node's own text is for such.
  }
}

function look(
  error: object,
  isProbe: boolean,
): { readonly stack: unknown; readonly site?: RawSite } {
  const before = looking
  const own: Look = { error, isProbe, site: undefined }
  looking = own
  try {
    const stack: unknown = Reflect.get(error, 'stack')
    return own.site === undefined ? { stack } : { stack, site: own.site }
  } catch {
    // A getter of the user's.
    return { stack: undefined }
  } finally {
    looking = before
  }
}

/** The stack of an error as it is by itself, unless the function looked at it before. */
export function stackOf(error: object): unknown {
  return look(error, false).stack
}

const ownLine = /\(?function\.js:(\d+):\d+\)?$/m

/** Line of the user's file that is calling right now. */
export function callerLine(): number | null {
  const { site, stack } = look(new Error(), true)
  // A `var Error` of the user's is not asked for its hook: then the text is the standard one.
  const line = site === undefined ? ownLine.exec(String(stack))?.[1] : site.getLineNumber()
  return Number(line) > 0 ? Number(line) : null
}
