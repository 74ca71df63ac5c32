/**
 * Texts of a `Buffer`, in and out, by the host: the package makes them byte by byte, in lists,
 * which takes a body of 2 MB most of the second that a function has.
 */
import { fromBinary, host, isUtf8, toBinary } from './scope.ts'

export type Method = (this: Uint8Array, ...args: unknown[]) => unknown

/** Under its own name and length. */
export function replaceMethod(
  target: object,
  name: string,
  wrap: (method: Method) => Method,
): void {
  const method = Reflect.get(target, name) as Method
  const { length } = method
  const value = Object.defineProperties(wrap(method), {
    name: { value: name, configurable: true },
    length: { value: length, configurable: true },
  })
  Reflect.set(target, name, value)
}

/** Shorter ones are made before the host is asked. */
const short = 1024

const texts = new Set(['utf8', 'latin1', 'binary', 'hex', 'base64'])

function isLatin1(encoding: unknown): boolean {
  return encoding === 'latin1' || encoding === 'binary'
}

function fromText(slow: Method): Method {
  return function (value, encoding, ...rest) {
    if (typeof value === 'string' && value.length >= short && isUtf8(encoding)) {
      return fromBinary(toBinary(value))
    }
    return Reflect.apply(slow, this, [value, encoding, ...rest])
  }
}

function byteLength(slow: Method): Method {
  return function (value, encoding) {
    if (typeof value === 'string' && value.length >= short && isUtf8(encoding)) {
      return toBinary(value).length
    }
    return Reflect.apply(slow, this, [value, encoding])
  }
}

/** As the package reads it: what is no place in the buffer ends at the nearest one. */
function part(bytes: Uint8Array, start: unknown, end: unknown): Uint8Array {
  const from = start === undefined || Number(start) < 0 ? 0 : Number(start)
  const to = end === undefined || Number(end) > bytes.length ? bytes.length : Number(end)
  return from > bytes.length || to <= 0
    ? bytes.subarray(0, 0)
    : bytes.subarray(from >>> 0, Math.max(to >>> 0, from >>> 0))
}

const isAscii = /^[\0-\x7f]*$/

function toText(slow: Method): Method {
  return function (encoding, start, end) {
    const name = isUtf8(encoding) ? 'utf8' : encoding
    if (!(this instanceof Uint8Array) || typeof name !== 'string' || !texts.has(name)) {
      return Reflect.apply(slow, this, [encoding, start, end])
    }
    const binary = toBinary(part(this, start, end))
    const isDone = isLatin1(name) || (name === 'utf8' && isAscii.test(binary))
    return isDone ? binary : host.callHost('bytes.decode', name, binary)
  }
}

export function speedUp(Buffer: { readonly prototype: object }): void {
  replaceMethod(Buffer, 'from', fromText)
  replaceMethod(Buffer, 'byteLength', byteLength)
  replaceMethod(Buffer.prototype, 'toString', toText)
}
