/** Requests of every kind from a seed, so that a failure can be played again. */
import type { Exchanged } from '#main/capture/exchange/exchanged'

export type Random = (below: number) => number

/** Mulberry32: small, and the same on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[random(list.length)] as T
}

function text(random: Random, alphabet: string, length: number): string {
  const letters = Array.from(alphabet)
  return Array.from({ length }, () => pick(random, letters)).join('')
}

const NASTY = `abc XYZ019'"\\$\`!^%&|;<>()[]{}*?~#=@+,-_./:\n\r\t\u0001\u007fäß木🎉`
const LATIN = String.fromCharCode(...Array.from({ length: 96 }, (_, index) => 160 + index))

/** A header value as Node gives it: one line, one character a byte, trimmed. */
function headerValue(random: Random): string {
  const alphabet = `abc019'"\\$\`!^%&|;<>()[]{}*?~#=@+,-_./: ${random(4) === 0 ? LATIN : ''}`
  // Not `trim`: the last byte of "à" is no white space.
  return text(random, alphabet, random(30)).replace(/^ +| +$/g, '')
}

function body(random: Random): Buffer {
  switch (random(6)) {
    case 0:
      return Buffer.alloc(0)
    case 1:
      return Buffer.from(text(random, NASTY, random(200)))
    case 2:
      return Buffer.from(Array.from({ length: random(300) }, () => random(256)))
    case 3:
      return Buffer.from(`@${text(random, NASTY, random(20))}`)
    case 4:
      return Buffer.from(
        JSON.stringify({ a: text(random, NASTY, 20), n: random(1e9) }, null, random(3)),
      )
    default:
      return Buffer.from(`a\0b${text(random, NASTY, 5)}`)
  }
}

export function randomRequest(random: Random): Exchanged {
  const bytes = body(random)
  const chunked = random(4) === 0
  const names = [
    'X-A',
    'x-b',
    'X-A',
    'Accept',
    'User-Agent',
    'Content-Type',
    'Cookie',
    'X.Y',
    'Expect',
  ]
  const own = Array.from({ length: random(6) }, (): [string, string] => [
    pick(random, names),
    headerValue(random),
  ])
  return {
    method: pick(random, ['POST', 'GET', 'PUT', 'DELETE', 'PATCH', 'X-ODD']),
    path: `/${text(random, "abc/.-_~%20'()*+,;=:@!$&[]{}|^`", random(20))}`,
    query: text(random, "ab=&%2F+?/:@'()[]{}|^`$!*,;", random(30)),
    httpVersion: '1.1',
    rawHeaders: [
      ['Host', 'h.example:81'],
      ...own,
      chunked ? ['Transfer-Encoding', 'chunked'] : ['Content-Length', String(bytes.byteLength)],
    ],
    body: bytes,
    receivedAt: new Date(1.7e12 + random(1e9)).toISOString(),
    remoteAddress: '192.0.2.1',
  }
}

export function randomRequests(count: number, seed: number): Exchanged[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () => randomRequest(random))
}
