/** What a source answers to its senders, and the secret that their signatures are checked with. */
import { z } from 'zod'
import { Id, RawHeaders, SettingName } from '../model.ts'

/** Longest wait before an answer: senders give up after 3 to 30 seconds. */
export const MAX_ANSWER_DELAY_MS = 30_000

/** HTTP's own alphabet for names; line ends in a value would start a header of their own. */
const AnswerHeader = z.tuple([
  z
    .string()
    .max(200)
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'a header name has letters, digits and hyphens'),
  z
    .string()
    .max(8000)
    .regex(/^[\t\u0020-\u007e\u0080-\u00ff]*$/, 'a header value is one line'),
])

export const AnswerConfig = z.object({
  status: z.number().int().min(200).max(599),
  /** Besides Content-Length, which is always set, and Content-Type unless it is given. */
  headers: z.array(AnswerHeader).max(50),
  body: z.string().max(1_000_000),
  delayMs: z.number().int().min(0).max(MAX_ANSWER_DELAY_MS),
  /** Answer the address checks of known senders (Slack's `url_verification`, ...) as they want. */
  handshakes: z.boolean(),
})
export type AnswerConfig = z.infer<typeof AnswerConfig>

export const HandshakeKind = z.enum([
  'slack',
  'meta',
  'microsoft',
  'zoom',
  'twitter',
  'dropbox',
  'asana',
  'okta',
  'cloudevents',
  'event-grid',
  'discord',
  'twitch',
  'websub',
  'linkedin',
  'monday',
  'head',
])
export type HandshakeKind = z.infer<typeof HandshakeKind>

/** An address check that was recognised in a request. */
export const Handshake = z.object({
  kind: HandshakeKind,
  /** A sentence: who asks and what for. */
  description: z.string(),
  /** The answer is made with the source's signing secret. */
  needsSecret: z.boolean(),
  /** How it would be answered now; `null` when the secret is missing. */
  answer: z.object({ status: z.number().int(), headers: RawHeaders, body: z.string() }).nullable(),
})
export type Handshake = z.infer<typeof Handshake>

export const SourceAnswer = z.object({
  sourceId: Id,
  config: AnswerConfig,
  /** True while the source has no answer of its own: 200 and `{"success":true}`. */
  isDefault: z.boolean(),
  /** The setting that holds the secret of the sender; `null` when none was chosen. */
  signingSetting: SettingName.nullable(),
  /** Settings that can be chosen: encrypted texts first. */
  candidates: z.array(SettingName),
})
export type SourceAnswer = z.infer<typeof SourceAnswer>

export const SignatureResult = z.enum([
  'valid',
  'wrong-secret-or-bytes',
  'stale',
  'missing',
  'malformed',
])
export type SignatureResult = z.infer<typeof SignatureResult>

/** Why a signature does not match, as far as trying tells. */
export const SignatureCause = z.enum(['changed-bytes', 'secret-form', 'other-url', 'unknown'])
export type SignatureCause = z.infer<typeof SignatureCause>

export const SignatureCheck = z.object({
  provider: z.string(),
  providerName: z.string(),
  result: SignatureResult,
  cause: SignatureCause.nullable(),
  /** What was found and what to do, in full sentences. */
  explanation: z.string(),
  /** The setting whose value was used; `null` when none was. */
  settingName: SettingName.nullable(),
  /** Whether Hookbench can sign for this sender (it cannot with a private key). */
  canSign: z.boolean(),
  /** Whether the sender signs its time, so that a stale negative can be made. */
  hasTimestamp: z.boolean(),
  details: z.object({
    algorithm: z.string(),
    encoding: z.string(),
    /** Where the signature stands, in words. */
    place: z.string(),
    /** The recipe of what is signed, parts in braces. */
    message: z.string(),
    received: z.array(z.string()),
    /** What the secret makes of these bytes; `null` when only the sender can sign. */
    expected: z.string().nullable(),
    timestamp: z.string().nullable(),
    ageSeconds: z.number().nullable(),
    toleranceSeconds: z.number().nullable(),
  }),
})
export type SignatureCheck = z.infer<typeof SignatureCheck>

export const SignatureProvider = z.object({
  id: z.string(),
  name: z.string(),
  /** What the sender calls the secret and where it shows it. */
  secretIs: z.string(),
})
export type SignatureProvider = z.infer<typeof SignatureProvider>
