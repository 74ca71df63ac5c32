/** Hands out the templates, and makes sources of them. */
import { AppError } from '#preload/errors'
import type { RawHeaders, SettingDraft, Source } from '#preload/model'
import type * as model from '#preload/model/templates'
import type { SourceDraft } from '../source-service.ts'
import { templates } from './all-templates.ts'
import type { Template } from './template.ts'

interface Request {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly rawHeaders: RawHeaders
  readonly body: Uint8Array
}

export interface TemplateService {
  list(): model.TemplateSummary[]
  get(templateId: string): model.Template
  createSource(templateId: string, name: string | undefined): Source
}

export interface TemplateDependencies {
  /** The request with the signature that the sender would put on it at that time. */
  sign(providerId: string, request: Request, secret: string, at: Date): Request
  formatPayload(request: Request): string
  createSource(draft: SourceDraft): Source
  saveSettings(sourceId: string, drafts: readonly SettingDraft[]): void
  getSource(sourceId: string): Source
}

/** The time on the signatures; a fixed one, so that a template is the same at every look. */
const SIGNED_AT = new Date('2019-09-11T14:03:27.000Z')

export function createTemplateService(dependencies: TemplateDependencies): TemplateService {
  function payloadOf(template: Template): string {
    const { body, headers, query, signedBy } = template
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const request: Request = {
      method: 'POST',
      path: '/',
      query,
      rawHeaders: [...headers],
      body: Buffer.from(text),
    }
    const secret = template.settings.find(({ encrypted }) => encrypted)?.value
    return dependencies.formatPayload(
      signedBy === null || typeof secret !== 'string'
        ? request
        : dependencies.sign(signedBy, request, secret, SIGNED_AT),
    )
  }

  return {
    list: () => templates.map(summaryOf),

    get(templateId) {
      const template = find(templateId)
      return {
        ...summaryOf(template),
        code: template.code,
        payloadText: payloadOf(template),
        settings: [...template.settings],
        output: template.output,
      }
    },

    createSource(templateId, name) {
      const template = find(templateId)
      const { id } = dependencies.createSource({
        name: name ?? template.name,
        profile: template.profile,
        handler: template.handler,
        code: template.code,
        samplePayload: payloadOf(template),
      })
      if (template.settings.length > 0) {
        dependencies.saveSettings(id, template.settings.map(toDraft))
      }
      return dependencies.getSource(id)
    },
  }
}

function find(templateId: string): Template {
  const template = templates.find(({ id }) => id === templateId)
  if (template === undefined) {
    throw new AppError('not_found', `There is no template "${templateId}".`, {
      hint: 'Choose one of the list.',
    })
  }
  return template
}

function summaryOf(template: Template): model.TemplateSummary {
  const { id, name, description, keywords, profile, handler } = template
  return { id, name, description, keywords, profile, handler }
}

function toDraft({ value, ...fields }: Template['settings'][number]): SettingDraft {
  return { ...fields, value: { kind: 'set', value: value === '' ? null : value } }
}
