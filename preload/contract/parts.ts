/** What the parts of the contract are made of. */
import { z } from 'zod'
import { Id } from '../model.ts'
import { isPlainText } from '../model/plain-text.ts'

export type Access = 'read' | 'write' | 'exec'

export interface Method {
  readonly access: Access
  readonly params: z.ZodType
  readonly result: z.ZodType
}

export type Methods = Readonly<Record<string, Method>>
export type Events = Readonly<Record<string, z.ZodType>>

export const None = z.strictObject({})
export const Done = z.object({})
export const BySource = z.strictObject({ sourceId: Id })
export const ByEvent = z.strictObject({ eventId: Id })
export const Name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine(isPlainText, 'a name has no control characters and none that turn the direction of text')
