/** Undoes `Content-Encoding`, bounded: a small body may expand to more than memory holds. */
import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import type { RawHeaders } from '#preload/model'

export interface DecodedBody {
  /** As far as decoding came: the bytes as they arrived when the first step failed. */
  readonly bytes: Buffer
  /** What was undone, in the order in which the headers state it. */
  readonly encodings: readonly string[]
  /** A sentence when not everything could be undone. */
  readonly problem: string | null
}

/** Eight times the largest body that is accepted. */
const MAX_DECODED_BYTES = 16 * 1024 * 1024

/** Nobody codes a body more than twice. */
const MAX_CODINGS = 5

type Decoder = (bytes: Buffer, options: zlib.ZlibOptions) => Promise<Buffer>

const gunzip = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.gunzip)
const inflate = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflate)
const inflateRaw = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflateRaw)
const brotli = promisify<Buffer, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress)

/** A map: senders choose the names, and an object would know `constructor` too. */
const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['br', (bytes, { maxOutputLength }) => brotli(bytes, { maxOutputLength })],
  // The standard wraps it in zlib's format; some senders leave that out.
  ['deflate', (bytes, options) => (hasZlibHeader(bytes) ? inflate : inflateRaw)(bytes, options)],
  ...zstandard(),
])

export async function decodeContent(
  rawHeaders: RawHeaders,
  body: Uint8Array,
  maxBytes = MAX_DECODED_BYTES,
): Promise<DecodedBody> {
  const stated = statedCodings(rawHeaders)
  let bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const encodings: string[] = []
  const stop = (problem: string): DecodedBody => ({ bytes, encodings, problem })
  if (stated.length > MAX_CODINGS) {
    return stop(`The headers state ${stated.length} encodings; that many are not undone.`)
  }
  // What was applied last stands last.
  for (const coding of stated.toReversed()) {
    if (bytes.byteLength === 0) {
      break
    }
    const decoder = DECODERS.get(coding)
    if (decoder === undefined) {
      return stop(`The encoding "${coding.slice(0, 40)}" is not known here; it was left as it is.`)
    }
    try {
      bytes = await decoder(bytes, { maxOutputLength: maxBytes })
      encodings.unshift(coding)
    } catch (error) {
      return stop(describe(coding, error, maxBytes))
    }
  }
  return { bytes, encodings, problem: null }
}

/** In the order in which they were applied. */
export function statedCodings(rawHeaders: RawHeaders): string[] {
  return rawHeaders
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .flatMap(([, value]) => value.split(','))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity')
}

/** RFC 1950: the method is deflate, and the first two bytes are a multiple of 31. */
function hasZlibHeader(bytes: Buffer): boolean {
  return bytes.byteLength >= 2 && ((bytes[0] ?? 0) & 15) === 8 && bytes.readUInt16BE(0) % 31 === 0
}

/** Node has it since 22.15, Electron's Node later. */
function zstandard(): [string, Decoder][] {
  if (typeof zlib.zstdDecompress !== 'function') {
    return []
  }
  const decompress = promisify<Buffer, zlib.ZstdOptions, Buffer>(zlib.zstdDecompress)
  return [['zstd', (bytes, { maxOutputLength }) => decompress(bytes, { maxOutputLength })]]
}

function describe(coding: string, error: unknown, maxBytes: number): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ERR_BUFFER_TOO_LARGE') {
    const megabytes = Math.round(maxBytes / 1024 / 1024)
    return `Decoded (${coding}), the body would be larger than ${megabytes} MB; it is shown as it arrived.`
  }
  if (code === 'Z_BUF_ERROR') {
    return `The body ends before its ${coding} data does; it is shown as it arrived.`
  }
  return `The headers say ${coding}, but the body is not (${message}); it is shown as it arrived.`
}
