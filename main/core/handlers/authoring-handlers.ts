/** The methods that help to write a function. */
import type { templatesMethods } from '#preload/contract/templates'
import type { Authoring } from '../authoring.ts'
import type { Handlers } from '../dispatch.ts'

export function authoringHandlers({
  templates,
}: Authoring): Pick<Handlers, keyof typeof templatesMethods> {
  return {
    'templates.list': () => templates.list(),
    'templates.get': ({ templateId }) => templates.get(templateId),
    'templates.use': ({ templateId, name }) => templates.createSource(templateId, name),
  }
}
