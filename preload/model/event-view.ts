/** A captured event as it is read: what was decoded, and what the way here did to it. */
import { z } from 'zod'
import { CapturedEventSummary, Id, RawHeaders, Timestamp } from '../model.ts'

/**
 * `sender`: as it was sent. `relay`: the tunnel that it came through added it. `forwarder`: it
 * names a proxy, but the event came in by the local address, so that it may be the sender's own.
 */
export const HeaderOrigin = z.enum(['sender', 'relay', 'forwarder'])
export type HeaderOrigin = z.infer<typeof HeaderOrigin>

export const ViewHeader = z.object({
  name: z.string(),
  value: z.string(),
  origin: HeaderOrigin,
})
export type ViewHeader = z.infer<typeof ViewHeader>

const Rows = z.array(
  z.object({
    offset: z.number().int().nonnegative(),
    /** At most 16 bytes, two digits each, a space between. */
    hex: z.string(),
    /** The printable ASCII of them, a dot for the rest. */
    ascii: z.string(),
  }),
)

export const HexPage = z.object({
  offset: z.number().int().nonnegative(),
  /** Of all the bytes, not of the page. */
  total: z.number().int().nonnegative(),
  /** Where the next page starts; `null` at the end. */
  next: z.number().int().nonnegative().nullable(),
  rows: Rows,
})
export type HexPage = z.infer<typeof HexPage>

export const ViewPart = z.object({
  index: z.number().int().nonnegative(),
  name: z.string().nullable(),
  filename: z.string().nullable(),
  type: z.string().nullable(),
  size: z.number().int().nonnegative(),
  /** The start of it when it is text, else `null`. */
  text: z.string().nullable(),
  /** `text` is only the start. */
  truncated: z.boolean(),
})
export type ViewPart = z.infer<typeof ViewPart>

export const EventPayload = z.object({
  rawHeaders: RawHeaders,
  /** `{payload: {body, headers, queryParameters}}` */
  text: z.string(),
})
export type EventPayload = z.infer<typeof EventPayload>

export const PartFile = z.object({
  /** Fit to be a file's name: no folders, never empty. */
  filename: z.string(),
  type: z.string().nullable(),
  bodyBase64: z.string(),
})
export type PartFile = z.infer<typeof PartFile>

export const ViewContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('empty') }),
  z.object({
    kind: z.literal('json'),
    /** Indented; every number, key and string is as it was sent, character by character. */
    pretty: z.string(),
    /** As it was sent, but for its encoding. */
    text: z.string(),
    /** JSON Pointers of keys that stand more than once in one object; the first few. */
    duplicateKeys: z.array(z.string()),
    /** Numbers that JavaScript (and so a source function) cannot hold exactly; the first few. */
    inexactNumbers: z.array(z.string()),
    truncated: z.boolean(),
  }),
  z.object({
    kind: z.literal('text'),
    language: z.enum(['plain', 'xml', 'html', 'json']),
    text: z.string(),
    truncated: z.boolean(),
  }),
  z.object({
    kind: z.literal('form'),
    fields: z.array(z.object({ name: z.string(), value: z.string() })),
    text: z.string(),
    truncated: z.boolean(),
  }),
  z.object({ kind: z.literal('multipart'), parts: z.array(ViewPart) }),
  z.object({ kind: z.literal('binary'), hex: HexPage }),
])
export type ViewContent = z.infer<typeof ViewContent>

export const EventView = z.object({
  eventId: Id,
  httpVersion: z.string(),
  remoteAddress: z.string(),
  receivedAt: Timestamp,
  /** Milliseconds from the end of the headers to the last byte; `null` when it was imported. */
  receiveMs: z.number().nonnegative().nullable(),
  viaTunnel: z.boolean(),
  headers: z.array(ViewHeader),
  /** The relay wrote every name in small letters; how the sender wrote them is not known. */
  namesLowered: z.boolean(),
  size: z.number().int().nonnegative(),
  bodySha256: z.string(),
  /** Codings of `Content-Encoding` that were undone, in the order in which they are stated. */
  encodings: z.array(z.string()),
  /** Bytes after decoding; equal to `size` without a coding. */
  decodedSize: z.number().int().nonnegative(),
  /** The charset that the text was read with; `null` when it is no text. */
  charset: z.string().nullable(),
  /** What the user should know about the decoding, sentences. */
  problems: z.array(z.string()),
  content: ViewContent,
})
export type EventView = z.infer<typeof EventView>

export const SearchHit = z.object({
  eventId: Id,
  /** The first places, at most a few an event. */
  places: z.array(
    z.object({
      where: z.enum(['note', 'request', 'header', 'body']),
      /** Some text before, what was found, some text after. */
      before: z.string(),
      found: z.string(),
      after: z.string(),
    }),
  ),
})
export type SearchHit = z.infer<typeof SearchHit>

export const Undoable = z.object({
  /** The event that gave way last and can still come back. */
  evicted: CapturedEventSummary.nullable(),
  /** What the last deletion took, newest first. */
  deleted: z.array(CapturedEventSummary),
})
export type Undoable = z.infer<typeof Undoable>
