/**
 * What a source function can name in both profiles, for completion and hover. The body, the
 * settings and the seen names of headers and query come from the core, see `source-typings.ts`.
 */
export const sharedTypings = `
/** The headers of the webhook. Names have no case. */
interface HookbenchHeaders {
  /** The header's value; several values are joined by a comma, null when it is missing. */
  get(name: HookbenchHeaderName): string | null
  has(name: HookbenchHeaderName): boolean
  forEach(callback: (value: string, name: string) => void): void
  /** Every value of every header: { "content-type": ["application/json"] } */
  raw(): { [name: string]: string[] }
  keys(): IterableIterator<string>
  values(): IterableIterator<string>
  entries(): IterableIterator<[string, string]>
}
/** The query of the webhook's address, without the token (the parameter b). */
interface HookbenchQuery {
  /** The parameter's first value, null when it is missing. */
  get(name: HookbenchQueryName): string | null
  getAll(name: HookbenchQueryName): string[]
  has(name: HookbenchQueryName): boolean
  forEach(callback: (value: string, name: string) => void): void
  keys(): IterableIterator<string>
  values(): IterableIterator<string>
  entries(): IterableIterator<[string, string]>
  toString(): string
}
/** The webhook as the function sees it. It has these four members and nothing else. */
interface ServerRequest {
  /**
   * The parsed body: JSON, or a flat map of a form. The same object at every call.
   * Throws a SyntaxError when the body is neither; text() still works then.
   */
  json(): HookbenchBody
  /**
   * The exact text that was received. Once deployed upstream, the keys of a JSON body are sorted,
   * so that a signature over this text holds in a test and fails there.
   */
  text(): string
  /** The headers; names have no case. */
  headers: HookbenchHeaders
  /** The address that was called, without the token. */
  url: URL & { searchParams: HookbenchQuery }
}
declare const ServerRequest: { new (...parts: any[]): ServerRequest }

interface HookbenchCommon {
  /** Who it is about, as you know them. A text: numbers are flagged by the output check. */
  userId?: string
  /** Who it is about while you do not know them. One of userId and anonymousId is required. */
  anonymousId?: string
  /** Facts around the event, such as { groupId, ip, locale }. */
  context?: { [name: string]: any }
  /** Which destinations get it: { All: false, Mixpanel: true } */
  integrations?: { [name: string]: any }
  /** Under 100 characters; a message with the same id is counted once. Made on push when left out. */
  messageId?: string
  /** When it happened, ISO 8601. The time of the push when left out. */
  timestamp?: string | Date
  sentAt?: string | Date
}
/** A message as it was stored. */
interface HookbenchMessage { type?: string; [name: string]: any }
/** What the function emits. Falsy values and unknown keys are dropped, no type is coerced. */
declare const Segment: {
  /**
   * Records something that a user did.
   * @example Segment.track({ event: 'Order Completed', userId: '42', properties: { revenue: 9 } })
   */
  track(message: HookbenchCommon & {
    /** What happened, "Object Action": Order Completed. Required. */
    event: string
    /** Facts about the event. */
    properties?: { [name: string]: any }
  }): HookbenchMessage
  /**
   * Ties a user to their traits.
   * @example Segment.identify({ userId: '42', traits: { email: 'ada@example.com' } })
   */
  identify(message: HookbenchCommon & {
    /** Facts about the user, such as email and name. */
    traits?: { [name: string]: any }
  }): HookbenchMessage
  /** Records that a user saw a page. */
  page(message: HookbenchCommon & { name?: string; properties?: { [name: string]: any } }): HookbenchMessage
  /** Records that a user saw a screen of an app. */
  screen(message: HookbenchCommon & { name?: string; properties?: { [name: string]: any } }): HookbenchMessage
  /** Puts a user into a group, such as a company. */
  group(message: HookbenchCommon & {
    /** The group, as you know it. Required. */
    groupId: string
    /** Facts about the group. */
    traits?: { [name: string]: any }
  }): HookbenchMessage
  /** Tells that two ids are one user. */
  alias(message: HookbenchCommon & {
    /** The id that the user had before. Required. */
    previousId: string
  }): HookbenchMessage
  /**
   * Writes an object. Later ones with the same id are merged into it.
   * @example Segment.set({ collection: 'orders', id: 'ord_1', properties: { total: 9 } })
   */
  set(message: {
    /** Lower-case letters and _, up to 100 characters. Required. */
    collection: string
    /** A text of up to 100 characters. Required. */
    id: string
    /** Flat: texts, numbers and booleans. */
    properties?: { [name: string]: string | number | boolean | null | undefined }
  }): HookbenchMessage
}
/** Throw it for a webhook that is not for this function: shown as "Unsupported Event Type". */
declare class EventNotSupported extends Error { constructor(message?: string) }
/** Throw it for a body that is not what it should be: shown as "Message Rejected". */
declare class InvalidEventPayload extends Error { constructor(message?: string) }
/** Thrown by Segment.* for a missing field: shown as "Message Rejected". */
declare class ValidationError extends Error { constructor(message?: string) }

/** Lines go to the log of the run; the last 100 are kept. */
declare const console: {
  log(...values: any[]): void
  info(...values: any[]): void
  warn(...values: any[]): void
  error(...values: any[]): void
  debug(...values: any[]): void
  trace(...values: any[]): void
}
/** Ended with the run: what it emits after the handler has settled is lost. */
declare function setTimeout(callback: (...values: any[]) => void, ms?: number, ...values: any[]): number
declare function setInterval(callback: (...values: any[]) => void, ms?: number, ...values: any[]): number
declare function clearTimeout(timer?: number): void
declare function clearInterval(timer?: number): void
declare class URL {
  constructor(url: string, base?: string)
  href: string; origin: string; protocol: string; host: string; hostname: string; port: string
  pathname: string; search: string; hash: string; username: string; password: string
  readonly searchParams: URLSearchParams
  toString(): string
}
declare class URLSearchParams {
  constructor(init?: string | { [name: string]: string } | [string, string][])
  append(name: string, value: string): void
  delete(name: string): void
  get(name: string): string | null
  getAll(name: string): string[]
  has(name: string): boolean
  set(name: string, value: string): void
  forEach(callback: (value: string, name: string) => void): void
  toString(): string
}
/** The global object. */
declare const window: any
`
