/** The capture window and the tunnel. */
import { z } from 'zod'
import * as m from '../model.ts'
import { ThirdPartyTunnel } from '../model/tunnel.ts'
import { None, BySource, type Events, type Methods } from './parts.ts'

export const captureMethods = {
  'capture.status': { access: 'read', params: None, result: m.CaptureStatus },
  /** Opens the source's window (or opens it anew) and, unless the provider is `none`, the tunnel. */
  'capture.open': {
    access: 'write',
    params: z.strictObject({
      sourceId: m.Id,
      seconds: z.number().int().min(1).max(3600).optional(),
      /** Closes after that many captured events: 1 grabs the next one. */
      count: z.number().int().min(1).max(1_000_000).optional(),
    }),
    result: m.CaptureStatus,
  },
  'capture.extend': {
    access: 'write',
    params: z.strictObject({ sourceId: m.Id, seconds: z.number().int().min(1).max(3600) }),
    result: m.CaptureStatus,
  },
  'capture.close': { access: 'write', params: BySource, result: m.CaptureStatus },
  'tunnel.retry': { access: 'write', params: None, result: m.CaptureStatus },
  /** Agrees once and for all; a tunnel that waits for it (`needsConsent`) is opened. */
  'tunnel.consent': {
    access: 'write',
    params: z.strictObject({ provider: ThirdPartyTunnel }),
    result: m.CaptureStatus,
  },
  /**
   * Sends a body of that size through the public address. Only a refusal that this meets is told
   * as the relay's: a sender's 413 may be its own.
   */
  'tunnel.checkSize': {
    access: 'exec',
    params: z.strictObject({
      bytes: z
        .number()
        .int()
        .min(1)
        .max(2 * 1024 * 1024),
    }),
    result: z.object({ ok: z.boolean(), message: z.string() }),
  },
} as const satisfies Methods

export const captureEvents = {
  'capture.changed': m.CaptureStatus,
} as const satisfies Events
