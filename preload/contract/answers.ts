/** What a source answers, the address checks of senders, and their signatures. */
import { z } from 'zod'
import * as m from '../model.ts'
import * as a from '../model/answers.ts'
import { ByEvent, BySource, None, type Events, type Methods } from './parts.ts'

export const answersMethods = {
  'answers.get': { access: 'read', params: BySource, result: a.SourceAnswer },
  /** `null` goes back to the default answer. */
  'answers.set': {
    access: 'write',
    params: z.strictObject({ sourceId: m.Id, config: a.AnswerConfig.nullable() }),
    result: a.SourceAnswer,
  },
  /** The address check that a captured event is; `null` for an ordinary event. */
  'answers.handshake': { access: 'read', params: ByEvent, result: a.Handshake.nullable() },

  'signatures.providers': { access: 'read', params: None, result: z.array(a.SignatureProvider) },
  /** Chooses the setting with the sender's secret; `null` lets Hookbench choose. */
  'signatures.setSetting': {
    access: 'write',
    params: z.strictObject({ sourceId: m.Id, settingName: m.SettingName.nullable() }),
    result: a.SourceAnswer,
  },
  /** `null` when no known sender is recognised. */
  'signatures.check': {
    access: 'read',
    params: z.strictObject({
      eventId: m.Id,
      /** A secret to try, in place of the source's setting; it is not kept. */
      secret: z.string().max(10_000).optional(),
      /** Overrules the detection. */
      provider: z.string().max(100).optional(),
      /** What the age is counted to: when the event came (default), or the present. */
      at: z.enum(['arrival', 'now']).optional(),
    }),
    result: a.SignatureCheck.nullable(),
  },
} as const satisfies Methods

export const answersEvents = {
  'answers.changed': z.object({ sourceId: m.Id }),
  /** A sender checked the address; one that is not answered needs a secret or is switched off. */
  'handshake.seen': z.object({
    sourceId: m.Id,
    kind: a.HandshakeKind,
    description: z.string(),
    answered: z.boolean(),
  }),
} as const satisfies Events
