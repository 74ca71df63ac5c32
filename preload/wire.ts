/** The envelope of the three transports. */
import { z } from 'zod'
import { isErrorCode, type ErrorCode } from './errors.ts'

export const Request = z.object({ id: z.number().int(), method: z.string(), params: z.unknown() })
export type Request = z.infer<typeof Request>

const WireError = z.object({
  code: z.custom<ErrorCode>(isErrorCode),
  message: z.string(),
  hint: z.string().optional(),
  details: z.unknown().optional(),
})

export const Reply = z.discriminatedUnion('ok', [
  z.object({ id: z.number().int(), ok: z.literal(true), result: z.unknown() }),
  z.object({ id: z.number().int(), ok: z.literal(false), error: WireError }),
])
export type Reply = z.infer<typeof Reply>

export const EventMessage = z.object({ event: z.string(), data: z.unknown() })
export type EventMessage = z.infer<typeof EventMessage>
