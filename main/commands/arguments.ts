/** Parsers of option values; each says in the error what would be right. */
import { Slug } from '#preload/model'
import { InvalidArgumentError } from 'commander'
import { z } from 'zod'

function wholeNumber(text: string, minimum: number, maximum: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= minimum && value <= maximum)) {
    throw new InvalidArgumentError(`Give a whole number from ${minimum} to ${maximum}.`)
  }
  return value
}

export function parsePort(text: string): number {
  return wholeNumber(text, 0, 65_535)
}

/** The contract allows capture windows of up to an hour. */
export function parseWindowSeconds(text: string): number {
  return wholeNumber(text, 1, 3600)
}

export function parseCount(text: string): number {
  return wholeNumber(text, 1, 1_000_000)
}

/** A time with its zone; without one it would mean another instant on each machine. */
export function parseInstant(text: string): string {
  if (!z.iso.datetime({ offset: true }).safeParse(text).success) {
    throw new InvalidArgumentError('Give a time such as 2019-09-11T00:00:00Z.')
  }
  return text
}

export function parseSeed(text: string): number {
  return wholeNumber(text, 0, 999_999_999)
}

export function parseSlug(text: string): string {
  if (!Slug.safeParse(text).success) {
    throw new InvalidArgumentError(
      'A slug has at most 64 lower-case letters, digits and inner hyphens.',
    )
  }
  return text
}

export function parseHttpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new InvalidArgumentError('Give an address that starts with http:// or https://.')
  }
  return text.replace(/\/+$/, '')
}

/** With path and query, as it is: a receiver's address may end in a slash. */
export function parseAnyHttpUrl(text: string): string {
  parseHttpUrl(text)
  return text
}

export function parseIndexes(text: string): number[] {
  if (!/^\d{1,6}(?:,\d{1,6})*$/.test(text)) {
    throw new InvalidArgumentError('Give numbers with commas between: 1,4,7.')
  }
  return text.split(',').map(Number)
}

export type TunnelChoice =
  | { readonly provider: 'none' | 'localtunnel' | 'cloudflared' }
  | { readonly provider: 'url'; readonly url: string }

export function parseTunnel(text: string): TunnelChoice {
  if (text === 'none' || text === 'localtunnel' || text === 'cloudflared') {
    return { provider: text }
  }
  if (!/^https?:/i.test(text)) {
    throw new InvalidArgumentError(
      'Give none, localtunnel, cloudflared, or your own public http(s) address.',
    )
  }
  return { provider: 'url', url: parseHttpUrl(text) }
}
