/** The methods around recorded calls. */
import type { CassetteService } from '#main/runtime/cassettes/cassette-service'
import type { cassettesMethods } from '#preload/contract/cassettes'
import type { Handlers } from '../dispatch.ts'

export function cassetteHandlers(
  cassettes: CassetteService,
): Pick<Handlers, keyof typeof cassettesMethods> {
  return {
    'cassettes.get': ({ sourceId }) => cassettes.summary(sourceId),
    'cassettes.export': ({ sourceId }) => cassettes.export(sourceId),
    'cassettes.import': ({ sourceId, text }) => cassettes.import(sourceId, text),
    'cassettes.delete': ({ sourceId }) => {
      cassettes.delete(sourceId)
      return {}
    },
  }
}
