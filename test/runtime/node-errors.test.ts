/** Errors of Node's own modules, as Node 10 and 12 word them: functions look at their codes. */
import { expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { evaluate } = createHarness()

const type = 'TypeError ERR_INVALID_ARG_TYPE'
const range = 'RangeError ERR_OUT_OF_RANGE'
const outside = 'RangeError ERR_BUFFER_OUT_OF_BOUNDS'
const option = 'RangeError ERR_INVALID_OPT_VALUE'
const encoding = 'TypeError ERR_UNKNOWN_ENCODING Unknown encoding: bad'
const buffers = 'one of type Buffer or Uint8Array. Received type string'
const data = 'one of type string, TypedArray, or DataView. Received type'

it.each([
  ['Buffer.alloc(-1)', `${option} The value "-1" is invalid for option "size"`],
  ['Buffer.alloc(NaN)', `${option} The value "NaN" is invalid for option "size"`],
  ['Buffer.allocUnsafe(1e12)', `${option} The value "1000000000000" is invalid for option "size"`],
  ["Buffer.alloc('5')", `${type} The "size" argument must be of type number. Received type string`],
  ['Buffer.from()', `${type} The first argument must be one of type string, Buffer, ArrayBuffer,`],
  ['Buffer.from(5)', `${type} The "value" argument must not be of type number.`],
  ["Buffer.from('a', 'bad')", encoding],
  ["Buffer.from('a').toString('bad')", encoding],
  ["b.write('a', 0, 'bad')", encoding],
  ["b.fill('a', 0, 1, 'bad')", encoding],
  ['Buffer.from(new ArrayBuffer(2), 5)', `${outside} "offset" is outside of buffer bounds`],
  ["Buffer.concat('a')", `${type} The "list" argument must be one of type Array, Buffer, or`],
  ['Buffer.concat([b, 5])', `${type} The "list[1]" argument must be one of type Array,`],
  ["Buffer.compare(b, 'a')", `${type} The "buf2" argument must be ${buffers}`],
  ["b.equals('a')", `${type} The "otherBuffer" argument must be ${buffers}`],
  ['Buffer.byteLength(5)', `${type} The "string" argument must be one of type string, Buffer, or`],
  ['b.indexOf({})', `${type} The "value" argument must be one of type string, Buffer, or`],
  ["b.copy('a')", `${type} argument must be a buffer`],
  ['Buffer.alloc(3).swap16()', 'RangeError ERR_INVALID_BUFFER_SIZE Buffer size must be a multiple'],
  ['b.readUInt8(4)', `${range} The value of "offset" is out of range. It must be >= 0 and <= 3.`],
  ['b.readInt16BE(1.5)', `${range} The value of "offset" is out of range. It must be an integer.`],
  ["b.readFloatLE('0')", `${type} The "offset" argument must be of type number.`],
  ['b.readDoubleBE(0)', `${outside} Attempt to write outside buffer bounds`],
  ['b.readUIntLE(0, 7)', `${range} The value of "byteLength" is out of range. It must be >= 1 and`],
  ['b.readUIntLE(0)', `${type} The "byteLength" argument must be of type number.`],
  [
    'b.writeUInt8(256)',
    `${range} The value of "value" is out of range. It must be >= 0 and <= 255.`,
  ],
  ['b.writeInt8(-129)', `${range} The value of "value" is out of range. It must be >= -128 and <=`],
  ['b.writeUIntBE(2 ** 24, 0, 3)', `${range} The value of "value" is out of range.`],
  ["b.fill('a', 9)", `${range} The value of "offset" is out of range. It must be >= 0 and <= 4.`],
  ["b.fill('zz', 'hex')", "TypeError ERR_INVALID_ARG_VALUE The argument 'value' is invalid."],
  ['crypto.randomBytes(-1)', `${range} The value of "size" is out of range.`],
  ["crypto.randomBytes('1')", `${type} The "size" argument must be of type number.`],
  ["crypto.createHash('md5').update(5)", `${type} The "data" argument must be ${data} number`],
  ["crypto.createHmac('md5')", `${type} The "key" argument must be ${data} undefined`],
  ['crypto.createHash()', `${type} The "algorithm" argument must be of type string.`],
  [
    'crypto.timingSafeEqual(b, Buffer.alloc(5))',
    'RangeError ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH Input buffers must have the same length',
  ],
  ["setTimeout('x')", 'TypeError ERR_INVALID_CALLBACK Callback must be a function'],
  ["new URL('x')", 'TypeError ERR_INVALID_URL Invalid URL: x'],
  ["new URLSearchParams([['a']])", 'TypeError ERR_INVALID_TUPLE Each query pair must be'],
])('%s', async (expression, expected) => {
  const told = await evaluate(`(() => {
    const b = Buffer.alloc(4)
    try { return ${expression} } catch (e) { return [e.name, e.code, e.message].join(' ') }
  })()`)
  expect(told.slice(0, expected.length)).toBe(expected)
})

it('numbers of all sizes are read as they were written', async () => {
  const told = await evaluate(`(() => {
    const b = Buffer.alloc(8), got = []
    for (const end of ['LE', 'BE']) {
      b['writeUInt16' + end](65535, 6); got.push(b['readUInt16' + end](6))
      b['writeInt32' + end](-2, 1); got.push(b['readInt32' + end](1))
      b['writeIntBE'](-5, 2, 6); got.push(b['readIntBE'](2, 6))
      b['writeDouble' + end](1.5); got.push(b['readDouble' + end]())
      b['writeFloat' + end](-0.5, 4); got.push(b['readFloat' + end](4))
    }
    got.push(b.writeUInt8('7'), b.readUInt8(), b.readUInt8.name, Buffer.alloc.length)
    return got.join()
  })()`)
  expect(told).toBe('65535,-2,-5,1.5,-0.5,65535,-2,-5,1.5,-0.5,1,7,readUInt8,3')
})
