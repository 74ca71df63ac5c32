/** A bounded copy of a body, and the two forms in which it is kept: unpacked text, or bytes. */
import type * as NodeBuffer from 'node:buffer'
import type * as NodeZlib from 'node:zlib'
import type { CallBody } from '#preload/model/network'
import type { Builtin } from './binary.ts'

/** Bytes that the copies of one run may still take. */
export interface Budget {
  left: number
  readonly perBody: number
}

export class BodyCopy {
  readonly #budget: Budget
  readonly #chunks: Buffer[] = []
  #kept = 0
  #size = 0

  constructor(budget: Budget) {
    this.#budget = budget
  }

  get isWhole(): boolean {
    return this.#kept === this.#size
  }

  add(chunk: Buffer): void {
    const room = Math.min(chunk.length, this.#budget.left, this.#budget.perBody - this.#kept)
    // What follows a gap is of no use.
    const part = this.isWhole ? Math.max(0, room) : 0
    this.#size += chunk.length
    this.#kept += part
    this.#budget.left -= part
    if (part > 0) {
      this.#chunks.push(Buffer.from(chunk.subarray(0, part)))
    }
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks)
  }

  toBody(builtin: Builtin, contentEncoding: string): CallBody {
    const bytes = this.bytes()
    const about = { size: this.#size, isWhole: this.isWhole }
    const unpacked = this.isWhole ? unpack(builtin, bytes, contentEncoding, this.#budget) : bytes
    const text = unpacked === null ? null : textOf(builtin, unpacked, this.isWhole)
    return text === null
      ? { ...about, encoding: 'base64', data: bytes.toString('base64') }
      : { ...about, encoding: 'text', data: text }
  }
}

/** What is cut off may end inside a character. */
function textOf(builtin: Builtin, bytes: Buffer, isWhole: boolean): string | null {
  const { isUtf8 } = builtin('buffer') as typeof NodeBuffer
  for (let cut = 0; cut <= (isWhole ? 0 : 3); cut += 1) {
    const part = bytes.subarray(0, bytes.length - cut)
    if (isUtf8(part)) {
      return part.toString('utf8')
    }
  }
  return null
}

type Way = 'gunzipSync' | 'gzipSync' | 'inflateSync' | 'deflateSync' | BrotliWay
type BrotliWay = 'brotliDecompressSync' | 'brotliCompressSync'

const ways: Readonly<Record<string, { readonly open: Way; readonly close: Way }>> = {
  gzip: { open: 'gunzipSync', close: 'gzipSync' },
  'x-gzip': { open: 'gunzipSync', close: 'gzipSync' },
  deflate: { open: 'inflateSync', close: 'deflateSync' },
  br: { open: 'brotliDecompressSync', close: 'brotliCompressSync' },
}

/** A small body may unpack to a large one. */
const maxUnpacked = 4

function unpack(builtin: Builtin, bytes: Buffer, encoding: string, budget: Budget): Buffer | null {
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity' || bytes.length === 0) {
    return bytes
  }
  const way = Object.hasOwn(ways, name) ? ways[name] : undefined
  if (way === undefined) {
    return null
  }
  const zlib = builtin('zlib') as typeof NodeZlib
  try {
    return zlib[way.open](bytes, { maxOutputLength: budget.perBody * maxUnpacked })
  } catch {
    return null
  }
}

/** The bytes that went over the wire: text is packed again as its header says. */
export function toWire(
  builtin: Builtin,
  { encoding, data }: Pick<CallBody, 'encoding' | 'data'>,
  contentEncoding: string,
): Buffer {
  if (encoding === 'base64') {
    return Buffer.from(data, 'base64')
  }
  const name = contentEncoding.trim().toLowerCase()
  const way = Object.hasOwn(ways, name) ? ways[name] : undefined
  const bytes = Buffer.from(data, 'utf8')
  return way === undefined || bytes.length === 0
    ? bytes
    : (builtin('zlib') as typeof NodeZlib)[way.close](bytes)
}
