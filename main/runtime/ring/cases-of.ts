/** What there is of a source to be exported as cases. */
import type { CassetteService } from '#main/runtime/cassettes/cassette-service'
import type { RunSettings } from '#main/runtime/run-service'
import type { BaselinesRepo } from '#main/store/baselines-repo'
import type { SourceRecord } from '#main/store/sources-repo'
import { acceptedFor } from './accepted-for.ts'
import type { CasesToExport } from './export-cases.ts'
import { ringInputs, type InputReader } from './inputs.ts'

export interface CasesDependencies extends InputReader {
  readonly cassettes: Pick<CassetteService, 'isRecorded' | 'export'>
  readonly baselines: BaselinesRepo
  settingsFor(sourceId: string): RunSettings
  encryptedSettings(sourceId: string): readonly string[]
}

export async function casesOf(
  source: SourceRecord,
  deps: CasesDependencies,
): Promise<CasesToExport> {
  const { id, code, handler, profile, networkPolicy } = source
  const stored = deps.settingsFor(id)
  const inputs = await ringInputs(source, deps)
  const keys = inputs.map(({ key }) => key)
  const accepted = await acceptedFor(deps.baselines, id, keys)
  return {
    source: { code, handler, profile, networkPolicy },
    inputs,
    baseline: new Map([...accepted].map(([key, { json }]) => [key, json])),
    settings: stored.values,
    encrypted: deps.encryptedSettings(id),
    secrets: stored.secrets,
    cassette: deps.cassettes.isRecorded(id) ? deps.cassettes.export(id).text : null,
  }
}
