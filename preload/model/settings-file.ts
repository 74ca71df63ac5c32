/** Settings that go from one source to another as a file: declared in full, secrets without values. */
import { z } from 'zod'
import { SettingName, SettingType, SettingValue } from '../model.ts'

export const MAX_SETTINGS_FILE = 4_000_000

export const FileSetting = z.object({
  name: SettingName,
  label: z.string().max(200),
  type: SettingType,
  description: z.string().max(2000).default(''),
  required: z.boolean().default(false),
  encrypted: z.boolean().default(false),
  /** Left out for none, and for a secret. */
  value: SettingValue.optional(),
})
export type FileSetting = z.infer<typeof FileSetting>

/** What an import does to one setting. */
export const SettingChange = z.object({
  name: SettingName,
  label: z.string(),
  effect: z.enum(['add', 'change', 'same']),
  /** Of a change, in words: "type", "value". */
  parts: z.array(z.string()),
  /** What is not taken as the file says it, or has to be done after; a sentence, or `null`. */
  note: z.string().nullable(),
})
export type SettingChange = z.infer<typeof SettingChange>
