/**
 * What an IP address stands for: the IANA registries of special addresses, and those of IPv6 that
 * carry an IPv4 address inside. Textual tricks (octal, hexadecimal) are no concern here: only
 * addresses that the resolver gave are looked at.
 */

/** `null` for bytes that are no address at all. */
function v4Bytes(text: string): number[] | null {
  const parts = text.split('.')
  const bytes = parts.map(Number)
  return parts.length === 4 &&
    parts.every((part) => /^\d{1,3}$/.test(part)) &&
    bytes.every((byte) => byte <= 255)
    ? bytes
    : null
}

function groups(text: string): number[] | null {
  if (text === '') {
    return []
  }
  const all = text.split(':').flatMap((part): (number | null)[] => {
    if (/^[\da-f]{1,4}$/i.test(part)) {
      const value = Number.parseInt(part, 16)
      return [value >> 8, value & 255]
    }
    return v4Bytes(part) ?? [null]
  })
  return all.every((byte) => byte !== null) ? all : null
}

function v6Bytes(text: string): number[] | null {
  const [head = '', tail, more] = text.split('::')
  const [before, after] = [groups(head), groups(tail ?? '')]
  if (before === null || after === null || more !== undefined) {
    return null
  }
  const gap = 16 - before.length - after.length
  if (tail === undefined) {
    return gap === 0 ? before : null
  }
  return gap < 0 ? null : [...before, ...Array.from({ length: gap }, () => 0), ...after]
}

type Range = readonly [start: string, bits: number, kind: string]

const v4Ranges: readonly Range[] = [
  ['0.0.0.0', 8, 'an address of this machine'],
  ['10.0.0.0', 8, 'a private address'],
  ['100.64.0.0', 10, "an address of the provider's own network"],
  ['127.0.0.0', 8, 'an address of this machine'],
  ['169.254.0.0', 16, 'a link-local address'],
  ['172.16.0.0', 12, 'a private address'],
  ['192.0.0.0', 24, 'a reserved address'],
  ['192.0.2.0', 24, 'a reserved address'],
  ['192.88.99.0', 24, 'a reserved address'],
  ['192.168.0.0', 16, 'a private address'],
  ['198.18.0.0', 15, 'a reserved address'],
  ['198.51.100.0', 24, 'a reserved address'],
  ['203.0.113.0', 24, 'a reserved address'],
  ['224.0.0.0', 4, 'a multicast address'],
  ['240.0.0.0', 4, 'a reserved address'],
]

const v6Ranges: readonly Range[] = [
  ['::', 128, 'an address of this machine'],
  ['::1', 128, 'an address of this machine'],
  ['64:ff9b:1::', 48, 'a private address'],
  ['100::', 64, 'a reserved address'],
  ['2001::', 23, 'a reserved address'],
  ['2001:db8::', 32, 'a reserved address'],
  ['3fff::', 20, 'a reserved address'],
  ['5f00::', 16, 'a reserved address'],
  ['fc00::', 7, 'a private address'],
  ['fe80::', 10, 'a link-local address'],
  ['fec0::', 10, 'a private address'],
  ['ff00::', 8, 'a multicast address'],
]

/** Where an IPv4 address sits in an IPv6 one: mapped, compatible, translated, 6to4. */
const embedded: readonly (readonly [start: string, bits: number, offset: number])[] = [
  ['::ffff:0:0', 96, 12],
  ['::', 96, 12],
  ['::ffff:0:0:0', 96, 12],
  ['64:ff9b::', 96, 12],
  ['2002::', 16, 2],
]

function within(bytes: readonly number[], start: readonly number[], bits: number): boolean {
  for (let index = 0; index * 8 < bits; index += 1) {
    const mask = bits - index * 8 >= 8 ? 255 : (255 << (8 - (bits - index * 8))) & 255
    if (((bytes[index] ?? 0) & mask) !== ((start[index] ?? 0) & mask)) {
      return false
    }
  }
  return true
}

function kindIn(
  ranges: readonly Range[],
  bytes: readonly number[],
  parse: (text: string) => number[] | null,
): string | null {
  return ranges.find(([start, bits]) => within(bytes, parse(start) ?? [], bits))?.[2] ?? null
}

interface Parsed {
  /** IPv4, also the one inside of an IPv6 address. */
  readonly v4: number[] | null
  readonly v6: number[] | null
}

function parsed(address: string): Parsed {
  const text = address.replace(/%.*$/, '')
  const v4 = v4Bytes(text)
  const v6 = v4 === null ? v6Bytes(text) : null
  if (v6 === null) {
    return { v4, v6 }
  }
  const inner = embedded.find(([start, bits]) => within(v6, v6Bytes(start) ?? [], bits))
  return { v4: inner === undefined ? null : v6.slice(inner[2], inner[2] + 4), v6 }
}

/** What an address stands for, the same for all its spellings; none for what is no address. */
export function addressKeys(address: string): string[] {
  const { v4, v6 } = parsed(address)
  return [v4, v6].filter((bytes) => bytes !== null).map((bytes) => bytes.join('.'))
}

/** What makes an address not a public one, in words; `null` for public ones. */
export function specialKind(address: string): string | null {
  const { v4, v6 } = parsed(address)
  if (v4 === null && v6 === null) {
    return 'no address'
  }
  const own = v6 === null ? null : kindIn(v6Ranges, v6, v6Bytes)
  return own ?? (v4 === null ? null : kindIn(v4Ranges, v4, v4Bytes))
}

export function isThisMachine(address: string): boolean {
  return specialKind(address) === 'an address of this machine'
}
