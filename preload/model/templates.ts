/** Templates: functions to start from, each with a webhook as the tool really sends it. */
import { z } from 'zod'
import {
  HandlerInterface,
  Profile,
  RunOutput,
  SettingName,
  SettingType,
  SettingValue,
} from '../model.ts'

export const TemplateId = z.string().min(1).max(64)

export const TemplateSummary = z.object({
  id: TemplateId,
  name: z.string(),
  /** One sentence: what it turns into what. */
  description: z.string(),
  /** Words that a search finds it by, besides its name and description. */
  keywords: z.string(),
  profile: Profile,
  handler: HandlerInterface,
})
export type TemplateSummary = z.infer<typeof TemplateSummary>

const TemplateSetting = z.object({
  name: SettingName,
  label: z.string(),
  type: SettingType,
  description: z.string(),
  required: z.boolean(),
  encrypted: z.boolean(),
  /** With this value the template runs on its own payload; `''` is none. No secret of anybody. */
  value: SettingValue,
})

export const Template = TemplateSummary.extend({
  code: z.string(),
  /** In the form of the payload editor. */
  payloadText: z.string(),
  settings: z.array(TemplateSetting),
  /** What the code emits for that payload. */
  output: RunOutput,
})
export type Template = z.infer<typeof Template>
