/** The methods that help to write a function. */
import type { authoringMethods } from '#preload/contract/authoring'
import type { templatesMethods } from '#preload/contract/templates'
import type { Authoring } from '../authoring.ts'
import type { Handlers } from '../dispatch.ts'

type AuthoringMethods = keyof typeof templatesMethods | keyof typeof authoringMethods

export function authoringHandlers({
  templates,
  typing,
  samples,
}: Authoring): Pick<Handlers, AuthoringMethods> {
  return {
    'templates.list': () => templates.list(),
    'templates.get': ({ templateId }) => templates.get(templateId),
    'templates.use': ({ templateId, name }) => templates.createSource(templateId, name),
    'sources.typings': ({ sourceId }) => ({ dts: typing.typings(sourceId) }),
    'capture.sendSample': ({ sourceId }) => samples.send(sourceId),
  }
}
