/** Composes what helps to write a function: templates. */
import { findProvider } from '#main/capture/signatures/all-providers'
import { sign } from '#main/capture/signatures/sign'
import { formatPayload } from '#main/runtime/payload'
import type { SettingService } from '#main/sources/setting-service'
import type { SourceService } from '#main/sources/source-service'
import {
  createTemplateService,
  type TemplateService,
} from '#main/sources/templates/template-service'

export interface Authoring {
  readonly templates: TemplateService
}

export interface AuthoringDependencies {
  readonly sources: SourceService
  readonly settings: SettingService
}

export function createAuthoring({ sources, settings }: AuthoringDependencies): Authoring {
  return {
    templates: createTemplateService({
      sign(providerId, request, secret, at) {
        const provider = findProvider(providerId)
        const signed = provider === undefined ? null : sign(provider, request, secret, at)
        if (signed === null) {
          throw new Error(`A template cannot be signed as ${providerId}.`)
        }
        return signed
      },
      formatPayload,
      createSource: (draft) => sources.create(draft),
      saveSettings: (sourceId, drafts) => void settings.save(sourceId, drafts),
      getSource: (sourceId) => sources.get(sourceId),
    }),
  }
}
