/**
 * The methods of a `Buffer` that read and write numbers, with the checks of Node: the package
 * cuts an offset to size and says little when something is wrong.
 */
import { nodeError, outOfRange, wrongType } from './node-error.ts'

type Method = (this: Uint8Array, ...args: unknown[]) => unknown

/** `writeUInt16LE`, `readIntBE`, `readFloatLE`, `writeDoubleBE`. */
const methodName = /^(read|write)(?:(U?)[iI]nt(8|16|32|)|(Float)|Double)(?:[LB]E)?$/

const maxByteLength = 6

function checkByteLength(value: unknown): asserts value is number {
  if (typeof value !== 'number') {
    throw wrongType('byteLength', 'of type number', value)
  }
  if (!Number.isInteger(value)) {
    throw outOfRange('byteLength', 'an integer', value)
  }
  if (value < 1 || value > maxByteLength) {
    throw outOfRange('byteLength', `>= 1 and <= ${maxByteLength}`, value)
  }
}

function checkValue(value: number, bits: number, unsigned: boolean): void {
  const min = unsigned ? 0 : -(2 ** (bits - 1))
  const max = 2 ** (unsigned ? bits : bits - 1) - 1
  if (value > max || value < min) {
    throw outOfRange('value', `>= ${min} and <= ${max}`, value)
  }
}

function checkBounds({ length }: Uint8Array, offset: number, size: number): void {
  if (!Number.isInteger(offset)) {
    throw outOfRange('offset', 'an integer', offset)
  }
  if (length < size) {
    const message = 'Attempt to write outside buffer bounds'
    throw nodeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', message)
  }
  if (offset < 0 || offset > length - size) {
    throw outOfRange('offset', `>= 0 and <= ${length - size}`, offset)
  }
}

/** `null` for a method of another kind. */
export function checkedNumbers(name: string, method: Method): Method | null {
  const match = methodName.exec(name)
  if (match === null) {
    return null
  }
  const [, verb, unsigned, bits, float] = match
  const isInteger = bits !== undefined
  const isSized = bits === ''
  const fixedSize = isInteger ? Number(bits) / 8 : float === undefined ? 8 : 4

  function check(self: Uint8Array, value: unknown, offset: unknown, byteLength: unknown): void {
    if (isSized) {
      checkByteLength(byteLength)
    }
    if (typeof offset !== 'number' && (isSized || offset !== undefined)) {
      throw wrongType('offset', 'of type number', offset)
    }
    const size = isSized ? Number(byteLength) : fixedSize
    if (isInteger && verb === 'write') {
      checkValue(Number(value), size * 8, unsigned === 'U')
    }
    checkBounds(self, offset ?? 0, size)
  }

  return verb === 'read'
    ? function (offset, byteLength) {
        check(this, 0, offset, byteLength)
        return method.call(this, offset, byteLength)
      }
    : function (value, offset, byteLength) {
        check(this, value, offset, byteLength)
        return method.call(this, value, offset, byteLength)
      }
}
