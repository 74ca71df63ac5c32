/**
 * Node's `Buffer`. A package does the work; its errors are made those of Node 10 and 12, whose
 * texts and codes functions were written against.
 */
import { checkedNumbers } from './buffer-numbers.ts'
import { nodeError, outOfRange, wrongType } from './node-error.ts'
import { replaceMethod, speedUp, type Method } from './buffer-speed.ts'
import { host } from './scope.ts'

interface BufferModule {
  readonly Buffer: { readonly prototype: object }
}

const bytes = 'one of type Buffer or Uint8Array'

/** What the package's texts start with, and the error that Node has for it. */
const errors: readonly (readonly [
  start: string,
  make: (message: string, args: readonly unknown[], self: Uint8Array) => Error,
])[] = [
  ['The first argument must', (message) => invalidType(message)],
  ['The "value" argument must not', (message) => invalidType(message)],
  ['The "string" argument must', (message) => invalidType(message)],
  ['The "target" argument must', (message) => invalidType(message)],
  ['"size" argument', (_, [size]) => wrongType('size', 'of type number', size)],
  [
    '"list" argument',
    (_, [list]) => {
      const expected = 'one of type Array, Buffer, or Uint8Array'
      const at = Array.isArray(list) ? list.findIndex((item) => !ArrayBuffer.isView(item)) : -1
      return at < 0
        ? wrongType('list', expected, list)
        : wrongType(`list[${at}]`, expected, Reflect.get(list as object, at))
    },
  ],
  [
    'The "buf1", "buf2"',
    (_, [one, two]) =>
      ArrayBuffer.isView(one) ? wrongType('buf2', bytes, two) : wrongType('buf1', bytes, one),
  ],
  ['Argument must be a Buffer', (_, [other]) => wrongType('otherBuffer', bytes, other)],
  ['argument should be a Buffer', () => invalidType('argument must be a buffer')],
  [
    'val must be',
    (_, [value]) => wrongType('value', 'one of type string, Buffer, or Uint8Array', value),
  ],
  [
    'encoding must be a string',
    (_, args) =>
      wrongType(
        'encoding',
        'of type string',
        args.findLast((arg) => arg !== undefined),
      ),
  ],
  ['Unknown encoding', (message) => nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', message)],
  ['Buffer.write(', (message) => nodeError(Error, 'ERR_NO_LONGER_SUPPORTED', message)],
  ['Buffer size must', (message) => nodeError(RangeError, 'ERR_INVALID_BUFFER_SIZE', message)],
  ['Attempt to allocate', (_, [size]) => invalidSize(size)],
  ['Invalid typed array length', (_, [size]) => invalidSize(size)],
  ['The value "', (message, [value]) => invalidValue(message, value)],
  ['"offset" is outside', (message) => outOfBounds(message)],
  ['"length" is outside', (message) => outOfBounds(message)],
  ['Attempt to write', () => outOfBounds('"offset" is outside of buffer bounds')],
  [
    'Out of range index',
    (_, [, start], { length }) => {
      const at = Number(start)
      return at < 0 || at > length
        ? outOfRange('offset', `>= 0 and <= ${length}`, start)
        : nodeError(RangeError, 'ERR_OUT_OF_RANGE', 'The value of "end" is out of range.')
    },
  ],
  ['out of range index', () => indexOutOfRange('index')],
  ['targetStart', () => indexOutOfRange('targetStart')],
  ['Index out of range', () => indexOutOfRange('sourceStart')],
  ['sourceEnd', () => indexOutOfRange('sourceEnd')],
]

function invalidType(message: string): Error {
  return nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', message)
}

function invalidSize(size: unknown): Error {
  const message = `The value "${String(size)}" is invalid for option "size"`
  return nodeError(RangeError, 'ERR_INVALID_OPT_VALUE', message)
}

function invalidValue(message: string, value: unknown): Error {
  return message.endsWith('"size"')
    ? nodeError(RangeError, 'ERR_INVALID_OPT_VALUE', message)
    : nodeError(
        TypeError,
        'ERR_INVALID_ARG_VALUE',
        `The argument 'value' is invalid. Received ${host.inspect(value)}`,
      )
}

function outOfBounds(message: string): Error {
  return nodeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', message)
}

function indexOutOfRange(name: string): Error {
  return nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range.`)
}

function restated(method: Method): Method {
  return function (...args) {
    try {
      return Reflect.apply(method, this, args)
    } catch (error) {
      const isPlain = error instanceof Error && !('code' in error)
      const known = isPlain ? errors.find(([start]) => error.message.startsWith(start)) : undefined
      throw known === undefined ? error : known[1]((error as Error).message, args, this)
    }
  }
}

/** The package takes NaN for 0, and needs that where it allocates itself. */
function sized(method: Method): Method {
  const inner = restated(method)
  return function (...args) {
    if (Number.isNaN(args[0])) {
      throw invalidSize(args[0])
    }
    return Reflect.apply(inner, this, args)
  }
}

const allocations = ['alloc', 'allocUnsafeSlow']
const statics = ['allocUnsafe', 'from', 'concat', 'compare', 'byteLength']
const methods =
  'toString toLocaleString equals compare indexOf lastIndexOf includes write copy fill swap16 swap32 swap64'.split(
    ' ',
  )

export function asInNode<T extends BufferModule>(module: T): T {
  const { prototype } = module.Buffer
  speedUp(module.Buffer)
  for (const name of allocations) {
    replaceMethod(module.Buffer, name, sized)
  }
  for (const name of statics) {
    replaceMethod(module.Buffer, name, restated)
  }
  for (const name of methods) {
    replaceMethod(prototype, name, restated)
  }
  for (const name of Object.keys(prototype)) {
    const method = Reflect.get(prototype, name) as unknown
    if (typeof method === 'function') {
      const checked = checkedNumbers(name, method as Method)
      if (checked !== null) {
        replaceMethod(prototype, name, () => checked)
      }
    }
  }
  return module
}
