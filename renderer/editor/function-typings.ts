/** What a source function can name, for completion and hover. */
export const functionTypings = `
interface HookbenchHeaders {
  /** The header's value, whatever its case; several values are joined; null when missing. */
  get(name: string): string | null
  has(name: string): boolean
  forEach(callback: (value: string, name: string) => void): void
  raw(): Record<string, string[]>
}
interface HookbenchSearchParams {
  get(name: string): string | null
  getAll(name: string): string[]
  has(name: string): boolean
}
/** The webhook as the function sees it. */
interface ServerRequest {
  /** The parsed body: JSON, or a flat map of a form. The same object at every call. */
  json(): any
  /** The exact text that was received. */
  text(): string
  headers: HookbenchHeaders
  url: { href: string; pathname: string; search: string; searchParams: HookbenchSearchParams }
}
interface SegmentCommon {
  userId?: string
  anonymousId?: string
  context?: object
  integrations?: object
  messageId?: string
  timestamp?: string | Date
}
declare const Segment: {
  /** Records something a user did. */
  track(message: SegmentCommon & { event: string; properties?: object }): object
  /** Ties a user to their traits. */
  identify(message: SegmentCommon & { traits?: object }): object
  page(message: SegmentCommon & { name?: string; properties?: object }): object
  screen(message: SegmentCommon & { name?: string; properties?: object }): object
  group(message: SegmentCommon & { groupId: string; traits?: object }): object
  alias(message: SegmentCommon & { previousId: string }): object
  /** Writes an object to a collection: lower-case letters and _, up to 100 characters. */
  set(message: { collection: string; id: string; properties?: object }): object
}
/** Throw when this kind of webhook is not for this function. */
declare class EventNotSupported extends Error {}
/** Throw when the webhook's body is not what it should be. */
declare class InvalidEventPayload extends Error {}
declare class ValidationError extends Error {}
declare const console: Record<'log' | 'info' | 'warn' | 'error' | 'debug', (...values: any[]) => void>
declare function fetch(url: string, init?: any): Promise<any>
declare function atob(text: string): string
declare function btoa(text: string): string
declare function setTimeout(callback: (...values: any[]) => void, ms?: number): number
declare function clearTimeout(timer: number): void
declare const Buffer: any
declare const crypto: any
declare const _: any
declare const exports: { processEvents?: (event: any) => any }
`
