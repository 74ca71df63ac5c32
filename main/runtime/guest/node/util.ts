/** `util`, `querystring`, `assert` and the rest of Node that the bundled libraries lean on. */
import { host } from './scope.ts'

type Method = (...args: unknown[]) => unknown
type Constructor = { prototype: object }

const promisifyCustom = Symbol.for('nodejs.util.promisify.custom')

function promisify(original: Method): Method {
  const custom = Reflect.get(original, promisifyCustom) as Method | undefined
  return (
    custom ??
    function promisified(this: unknown, ...args: unknown[]) {
      return new Promise((resolve, reject) => {
        Reflect.apply(original, this, [
          ...args,
          (error: unknown, value: unknown) => (error ? reject(error) : resolve(value)),
        ])
      })
    }
  )
}

async function report(work: Promise<unknown>, done: Method): Promise<void> {
  let value: unknown
  try {
    value = await work
  } catch (error) {
    done(error)
    return
  }
  done(null, value)
}

function callbackify(original: Method): Method {
  return function callbackified(this: unknown, ...args: unknown[]) {
    const done = args.pop() as Method
    void report(Reflect.apply(original, this, args) as Promise<unknown>, done)
  }
}

function inherits(child: Constructor, parent: Constructor): void {
  Reflect.set(child, 'super_', parent)
  Object.setPrototypeOf(child.prototype, parent.prototype)
}

const tag = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1)

promisify['custom' as never] = promisifyCustom as never

export const util: Record<string, unknown> = {
  inherits,
  promisify,
  callbackify,
  deprecate: (original: Method) => original,
  debuglog: () => () => undefined,
  inspect: Object.assign((value: unknown, options?: object) => host.inspect(value, options), {
    custom: Symbol.for('nodejs.util.inspect.custom'),
  }),
  format: host.format,
  isArray: Array.isArray,
  isBoolean: (value: unknown) => typeof value === 'boolean',
  isNull: (value: unknown) => value === null,
  isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  isNumber: (value: unknown) => typeof value === 'number',
  isString: (value: unknown) => typeof value === 'string',
  isSymbol: (value: unknown) => typeof value === 'symbol',
  isUndefined: (value: unknown) => value === undefined,
  isRegExp: (value: unknown) => tag(value) === 'RegExp',
  isObject: (value: unknown) => typeof value === 'object' && value !== null,
  isDate: (value: unknown) => tag(value) === 'Date',
  isError: (value: unknown) => value instanceof Error,
  isFunction: (value: unknown) => typeof value === 'function',
  isPrimitive: (value: unknown) => Object(value) !== value,
  isBuffer: (value: unknown) =>
    (host.require('buffer') as { Buffer: { isBuffer(v: unknown): boolean } }).Buffer.isBuffer(
      value,
    ),
  isDeepStrictEqual: (a: unknown, b: unknown) => host.inspect(a) === host.inspect(b),
  types: {
    isDate: (value: unknown) => tag(value) === 'Date',
    isRegExp: (value: unknown) => tag(value) === 'RegExp',
    isPromise: (value: unknown) => value instanceof Promise,
    isUint8Array: (value: unknown) => value instanceof Uint8Array,
    isAnyArrayBuffer: (value: unknown) => tag(value).endsWith('ArrayBuffer'),
  },
}

function fail(message: unknown, fallback: string): never {
  throw message instanceof Error
    ? message
    : Object.assign(new Error(typeof message === 'string' ? message : fallback), {
        name: 'AssertionError',
        code: 'ERR_ASSERTION',
      })
}

function ok(value: unknown, message?: unknown): void {
  if (!value) {
    fail(message, 'The expression evaluated to a falsy value')
  }
}

function compare(holds: (a: unknown, b: unknown) => boolean) {
  return (a: unknown, b: unknown, message?: unknown): void => {
    if (!holds(a, b)) {
      fail(message, `Expected ${host.inspect(a)} to equal ${host.inspect(b)}`)
    }
  }
}

export const assert = Object.assign((value: unknown, message?: unknown) => ok(value, message), {
  ok,
  // Loose equality is what the function of that name means.
  equal: compare((a, b) => a === b || String(a) === String(b)),
  strictEqual: compare(Object.is),
  notStrictEqual: compare((a, b) => !Object.is(a, b)),
  notEqual: compare((a, b) => a !== b),
  deepEqual: compare((a, b) => host.inspect(a) === host.inspect(b)),
  deepStrictEqual: compare((a, b) => host.inspect(a) === host.inspect(b)),
  fail,
  AssertionError: Error,
})
