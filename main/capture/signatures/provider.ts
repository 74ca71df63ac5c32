/**
 * How a sender signs, as data. One engine (`verify.ts`, `sign.ts`) reads these descriptions; a
 * new sender is a new description and a test, no code.
 */

/** `sha256` hashes a message that contains the secret; `token` compares the secret itself. */
export type Algorithm =
  'hmac-sha256' | 'hmac-sha1' | 'hmac-sha512' | 'sha256' | 'token' | 'ed25519' | 'ecdsa-p256'

export type Encoding = 'hex' | 'base64' | 'base64url' | 'text'

/** Where a value stands in a request. */
export type Place =
  /** The whole header after `prefix`; with `separator` it may hold several such values. */
  | {
      readonly in: 'header'
      readonly header: string
      readonly prefix?: string
      readonly separator?: string
    }
  /** One of the `name=value` pairs of a header, which may be repeated. */
  | {
      readonly in: 'pair'
      readonly header: string
      readonly separator: string
      readonly name: string
    }
  /** A member of the JSON body, or the field named like the last step of a form body. */
  | { readonly in: 'body'; readonly path: readonly string[] }

export interface TimestampPlace {
  readonly place: Place
  readonly unit: 's' | 'ms' | 'iso'
  /** How old (or how far ahead) the sender's own documentation or library accepts, in seconds. */
  readonly tolerance: number
}

/** A header that must be there, with a value when that alone tells senders apart. */
export interface Mark {
  readonly header: string
  readonly value?: RegExp
}

export interface Provider {
  readonly id: string
  readonly name: string
  /** What the sender calls the secret and where it shows it; ends a sentence. */
  readonly secretIs: string
  readonly signature: Place
  /** Where the same is sent once more, made with another key while keys are rotated. */
  readonly rotated?: readonly Place[]
  /** Besides the signature: tells apart senders that share a header. */
  readonly requires?: readonly Mark[]
  /** Names the sender even when it did not sign. */
  readonly knownBy?: readonly Mark[]
  readonly algorithm: Algorithm
  readonly encoding: Encoding
  /** How the text of the secret becomes a key; `whsec` is base64 after an optional prefix. */
  readonly key?: 'text' | 'base64' | 'whsec'
  /**
   * What is signed. Parts in braces: body, timestamp, id, url (as the sender called it), form
   * (names and values of a form body, sorted, joined), method, target (path with query),
   * signed-headers (Contentful), secret.
   */
  readonly message: string
  readonly timestamp?: TimestampPlace
  /** What `{id}` stands for: a message id, a nonce. */
  readonly messageId?: Place
  /** The sender signs the address with its escapes decoded, or does so at times. */
  readonly decodesUrl?: boolean
  /** The sender signs the address with a port or without, whichever way it called. */
  readonly anyPort?: boolean
  /** A query parameter that holds the SHA-256 of the body, in hexadecimal. */
  readonly bodyHashQuery?: string
}

export function header(name: string, prefix?: string, separator?: string): Place {
  return {
    in: 'header',
    header: name,
    ...(prefix === undefined ? {} : { prefix }),
    ...(separator === undefined ? {} : { separator }),
  }
}

export function pair(headerName: string, name: string, separator = ','): Place {
  return { in: 'pair', header: headerName, separator, name }
}

export function inBody(...path: string[]): Place {
  return { in: 'body', path }
}

export function seconds(place: Place, tolerance = 300): TimestampPlace {
  return { place, unit: 's', tolerance }
}

export function milliseconds(place: Place, tolerance = 300): TimestampPlace {
  return { place, unit: 'ms', tolerance }
}

/** Signed with a key that only the sender has: can be checked, not made. */
export function isPublicKey(provider: Provider): boolean {
  return provider.algorithm === 'ed25519' || provider.algorithm === 'ecdsa-p256'
}
