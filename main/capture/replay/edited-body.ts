/** The body that an edit gives, coded as the headers that go out with it state. */
import * as zlib from 'node:zlib'
import type { RawHeaders } from '#preload/model'
import type { ReplayEdit } from '#preload/model/replay'
import { AppError } from '#preload/errors'
import { statedCodings } from '../views/content-coding.ts'

interface Coding {
  encode(bytes: Uint8Array): Buffer
  /** Throws for bytes that are not coded so. */
  decode(bytes: Uint8Array): Buffer
}

/** Enough to tell whether bytes are coded; a longer text than that is so as well. */
const LIMIT = { maxOutputLength: 16 * 1024 * 1024 }

const gzip: Coding = {
  encode: (bytes) => zlib.gzipSync(bytes),
  decode: (bytes) => zlib.gunzipSync(bytes, LIMIT),
}

const CODINGS = new Map<string, Coding>([
  ['gzip', gzip],
  ['x-gzip', gzip],
  [
    'deflate',
    {
      encode: (bytes) => zlib.deflateSync(bytes),
      decode: (bytes) => zlib.inflateSync(bytes, LIMIT),
    },
  ],
  [
    'br',
    {
      encode: (bytes) => zlib.brotliCompressSync(bytes),
      decode: (bytes) => zlib.brotliDecompressSync(bytes, LIMIT),
    },
  ],
])

/**
 * People write plain text; under `Content-Encoding: gzip` no receiver could read that. Bytes
 * that are coded already go out as they are.
 */
export function editedBody({ body }: ReplayEdit, headers: RawHeaders): Buffer | undefined {
  if (body === undefined) {
    return undefined
  }
  const bytes = body.kind === 'text' ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64')
  const codings = statedCodings(headers).map((name) => ({ name, coding: CODINGS.get(name) }))
  const outermost = codings.at(-1)
  if (bytes.byteLength === 0 || outermost === undefined || isCoded(bytes, outermost.coding)) {
    return bytes
  }
  return codings.reduce<Buffer>(
    (coded, { name, coding }) => coding?.encode(coded) ?? refuse(name),
    bytes,
  )
}

function isCoded(bytes: Buffer, coding: Coding | undefined): boolean {
  try {
    return coding !== undefined && coding.decode(bytes).byteLength >= 0
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
  }
}

function refuse(name: string): never {
  const shown = name.slice(0, 40)
  throw new AppError('invalid_input', `The headers state the encoding "${shown}" for the body.`, {
    hint: 'It cannot be made here. Edit the headers and remove Content-Encoding.',
  })
}
