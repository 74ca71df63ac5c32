/** The methods on what observed runs reached and read. */
import type { CoverageService } from '#main/runtime/coverage/coverage-service'
import type { coverageMethods } from '#preload/contract/coverage'
import type { Authoring } from '../authoring.ts'
import type { Handlers } from '../dispatch.ts'

export function coverageHandlers(services: {
  readonly coverage: CoverageService
  readonly authoring: Pick<Authoring, 'fields'>
}): Pick<Handlers, keyof typeof coverageMethods> {
  const { coverage, authoring } = services
  return {
    'coverage.get': ({ sourceId }) => coverage.report(sourceId),
    'fields.get': ({ sourceId }) => authoring.fields.fields(sourceId),
  }
}
