import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeContent } from '#main/capture/views/content-coding'

const BYTES = Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7) % 256))

const CODED: readonly (readonly [string, Buffer])[] = [
  ['gzip', gzipSync(BYTES)],
  ['X-GZIP', gzipSync(BYTES)],
  ['br', brotliCompressSync(BYTES)],
  ['deflate', deflateSync(BYTES)],
  // What some senders call deflate: without zlib's frame.
  ['deflate', deflateRawSync(BYTES)],
  ['zstd', zstdCompressSync(BYTES)],
  ['identity', BYTES],
  ['deflate, gzip', gzipSync(deflateSync(BYTES))],
  ['gzip,br', brotliCompressSync(gzipSync(BYTES))],
]

describe('decodeContent', () => {
  it.each(CODED)('undoes %s to the byte', async (coding, body) => {
    const decoded = await decodeContent([['Content-Encoding', coding]], body)
    expect(decoded.problem).toBeNull()
    expect(decoded.bytes.equals(BYTES)).toBe(true)
  })

  it.each(['constructor', '__proto__', 'toString'])('does not know %s', async (coding) => {
    const decoded = await decodeContent([['Content-Encoding', coding]], BYTES)
    expect(decoded.encodings).toEqual([])
    expect(decoded.problem).toContain(`"${coding.toLowerCase()}" is not known here`)
  })

  it('takes codings from several headers, in their order', async () => {
    const headers: [string, string][] = [
      ['content-encoding', 'br'],
      ['Content-Encoding', 'gzip'],
    ]
    const decoded = await decodeContent(headers, gzipSync(brotliCompressSync(BYTES)))
    expect(decoded).toMatchObject({ encodings: ['br', 'gzip'], problem: null })
    expect(decoded.bytes.equals(BYTES)).toBe(true)
  })

  it('stops at the bound, whatever the body expands to', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    const { bytes, problem } = await decodeContent([['Content-Encoding', 'gzip']], bomb)
    expect(bytes.equals(bomb)).toBe(true)
    expect(problem).toMatch(/larger than 16 MB/)
    const twice = gzipSync(bomb)
    const nested = await decodeContent([['Content-Encoding', 'gzip, gzip']], twice)
    expect(nested.problem).toMatch(/larger than 16 MB/)
    expect(nested.encodings).toEqual(['gzip'])
  })

  it.each([
    ['gzip', Buffer.from('{"plain":true}'), /say gzip, but the body is not/],
    ['gzip', gzipSync(BYTES).subarray(0, 100), /ends before its gzip data/],
    ['br', Buffer.from('not brotli at all'), /say br, but/],
    ['aws-chunked', BYTES, /"aws-chunked" is not known/],
    ['gzip,gzip,gzip,gzip,gzip,gzip', BYTES, /6 encodings/],
  ])('says what is wrong with %s', async (coding, body, problem) => {
    const decoded = await decodeContent([['Content-Encoding', coding]], body)
    expect(decoded.problem).toMatch(problem)
    expect(decoded.bytes.equals(body)).toBe(true)
  })

  it('leaves an empty body alone', async () => {
    const decoded = await decodeContent([['Content-Encoding', 'gzip']], new Uint8Array(0))
    expect(decoded).toMatchObject({ encodings: [], problem: null })
  })
})
