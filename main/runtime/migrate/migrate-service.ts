/** Migrates the code of a source and proves it on what the source has received. */
import type { CassetteService } from '#main/runtime/cassettes/cassette-service'
import { ringInputs, type InputReader } from '#main/runtime/ring/inputs'
import type { RunSettings } from '#main/runtime/run-service'
import type { Workshop } from '#main/runtime/thread/work'
import type { SourceRecord } from '#main/store/sources-repo'
import type { MigratedFunction } from '#preload/contract'
import { AppError } from '#preload/errors'

export interface MigrateService {
  /** `code` is the text of the editor, by default what is saved. Nothing is saved. */
  migrate(sourceId: string, code?: string): Promise<MigratedFunction>
}

export interface MigrateDependencies extends InputReader {
  readonly work: Pick<Workshop, 'parsePayload' | 'migrate'>
  readonly cassettes: Pick<CassetteService, 'offline'>
  findSource(sourceId: string): SourceRecord | undefined
  settingsFor(sourceId: string): RunSettings
}

export function createMigrateService(deps: MigrateDependencies): MigrateService {
  return {
    async migrate(sourceId, code) {
      const source = deps.findSource(sourceId)
      if (source === undefined) {
        throw new AppError('not_found', 'This source does not exist any more.')
      }
      const inputs = await ringInputs(source, deps)
      const settings = deps.settingsFor(sourceId)
      return deps.work.migrate({
        before: code ?? source.code,
        profile: source.profile,
        group: source.id,
        settings: settings.values,
        secrets: settings.secrets,
        // A proof must not send anything, least of all twice.
        network: deps.cassettes.offline(source),
        requests: inputs.map(({ eventId, label, request, settings: own }) => ({
          eventId: eventId ?? 'sample',
          capturedId: eventId,
          label,
          request,
          settings: own,
        })),
      })
    },
  }
}
