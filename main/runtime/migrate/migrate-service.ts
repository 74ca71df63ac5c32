/** Migrates the code of a source and proves it on what the source has received. */
import { compareJson } from '#main/runtime/cases/compare'
import type { CassetteService } from '#main/runtime/cassettes/cassette-service'
import { parsePayload } from '#main/runtime/payload'
import type { RunSettings } from '#main/runtime/run-service'
import type { IncomingRequest, Runtime } from '#main/runtime/runtime'
import { shownResult } from '#main/runtime/shown-run'
import type { SourceRecord } from '#main/store/sources-repo'
import type { MigratedFunction, MigrationProof } from '#preload/contract'
import { AppError } from '#preload/errors'
import { migrateLegacy } from './migrate-legacy.ts'
import { proveMigration, type Proof, type ProofRequest } from './prove.ts'

export interface MigrateService {
  /** `code` is the text of the editor, by default what is saved. Nothing is saved. */
  migrate(sourceId: string, code?: string): Promise<MigratedFunction>
}

export interface MigrateDependencies {
  readonly runtime: Runtime
  readonly cassettes: Pick<CassetteService, 'offline'>
  findSource(sourceId: string): SourceRecord | undefined
  settingsFor(sourceId: string): RunSettings
  /** The ring, newest first. */
  eventsOf(sourceId: string): readonly { readonly id: string; readonly number: number }[]
  requestOf(eventId: string): IncomingRequest
}

interface Labelled extends ProofRequest {
  readonly label: string
  /** `null` for the sample payload, which is no captured event. */
  readonly capturedId: string | null
}

export function createMigrateService(deps: MigrateDependencies): MigrateService {
  function requestsOf(source: SourceRecord): Labelled[] {
    const captured = deps.eventsOf(source.id).flatMap(({ id, number }): Labelled[] => {
      const request = orNothing(() => deps.requestOf(id))
      const label = `Captured Event ${number}`
      return request === null ? [] : [{ eventId: id, capturedId: id, label, request }]
    })
    const sample = orNothing(() => parsePayload(source.samplePayload))
    return sample === null
      ? captured
      : [...captured, { eventId: 'sample', capturedId: null, label: 'Sample payload', ...sample }]
  }

  return {
    async migrate(sourceId, code) {
      const source = deps.findSource(sourceId)
      if (source === undefined) {
        throw new AppError('not_found', 'This source does not exist any more.')
      }
      const before = code ?? source.code
      const requests = requestsOf(source)
      const anyBody = requests.some(({ request }) => isBareText(request))
      const migration = migrateLegacy(before, { anyBody })
      const settings = deps.settingsFor(sourceId)
      const proofs = await proveMigration(
        {
          before,
          after: migration.code,
          profile: source.profile,
          group: source.id,
          settings: settings.values,
          secrets: settings.secrets,
          // A proof must not send anything, least of all twice.
          network: deps.cassettes.offline(source),
          requests,
        },
        deps.runtime,
      )
      return {
        code: migration.code,
        notes: [...migration.notes],
        proof: proofs.map((proof, index) => shown(proof, requests[index])),
      }
    },
  }
}

/** An event that the ring has dropped meanwhile, or a sample that is being edited. */
function orNothing<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof AppError) {
      return null
    }
    throw error
  }
}

/** Neither JSON nor a form: the old interface gave the text, `request.json()` refuses it. */
function isBareText({ rawHeaders, body }: IncomingRequest): boolean {
  const type = rawHeaders.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  if (/^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) {
    return false
  }
  try {
    JSON.parse(
      Buffer.from(body)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    )
    return false
  } catch {
    return true
  }
}

function shown(proof: Proof, request: Labelled | undefined): MigrationProof {
  const before = shownResult(proof.before)
  const after = shownResult(proof.after)
  return {
    label: request?.label ?? '',
    eventId: request?.capturedId ?? null,
    same: proof.same,
    beforeOutput: before.output,
    afterOutput: after.output,
    beforeError: before.error,
    afterError: after.error,
    differences:
      before.output === null || after.output === null
        ? []
        : compareJson(before.output, after.output).map((difference) => ({
            path: difference.path,
            kind: difference.kind,
            before: 'expected' in difference ? difference.expected : null,
            after: 'got' in difference ? difference.got : null,
          })),
  }
}
