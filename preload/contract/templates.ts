/** Functions to start from. */
import { z } from 'zod'
import * as m from '../model.ts'
import * as t from '../model/templates.ts'
import { Name, None, type Methods } from './parts.ts'

const ByTemplate = z.strictObject({ templateId: t.TemplateId })

export const templatesMethods = {
  /** In the order in which they are to be shown. */
  'templates.list': { access: 'read', params: None, result: z.array(t.TemplateSummary) },
  'templates.get': { access: 'read', params: ByTemplate, result: t.Template },
  /**
   * Makes a source with the template's code, payload, settings and profile. (To put its code into
   * a source that is there is an edit of the open editor, so that undo takes it back.)
   */
  'templates.use': {
    access: 'write',
    params: ByTemplate.extend({
      as: z.literal('new-source'),
      /** By default the template's own. */
      name: Name.optional(),
    }),
    result: m.Source,
  },
} as const satisfies Methods
