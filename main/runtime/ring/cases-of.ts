/** What there is of a source to be exported as cases. */
import type { CassetteService } from '#main/runtime/cassettes/cassette-service'
import type { RunSettings } from '#main/runtime/run-service'
import type { IncomingRequest } from '#main/runtime/runtime'
import type { BaselinesRepo } from '#main/store/baselines-repo'
import type { SourceRecord } from '#main/store/sources-repo'
import { acceptedFor } from './accepted-for.ts'
import type { CaseInput, CasesToExport } from './export-cases.ts'
import { ringInputs, type InputReader, type RingInput } from './inputs.ts'

export interface CasesDependencies extends InputReader {
  readonly cassettes: Pick<CassetteService, 'isRecorded' | 'export'>
  readonly baselines: BaselinesRepo
  settingsFor(sourceId: string): RunSettings
  encryptedSettings(sourceId: string): readonly string[]
  /** Takes senders' credentials out; says where they stood, and what they were. */
  redact(
    request: IncomingRequest,
    token: string,
  ): {
    readonly request: IncomingRequest
    readonly withheld: readonly string[]
    readonly values: readonly string[]
  }
}

export async function casesOf(
  source: SourceRecord,
  withSecrets: boolean,
  deps: CasesDependencies,
): Promise<CasesToExport> {
  const { id, code, handler, profile, networkPolicy, token } = source
  const stored = deps.settingsFor(id)
  const inputs = await ringInputs(source, deps)
  const keys = inputs.map(({ key }) => key)

  function withoutSecrets(input: RingInput): CaseInput {
    const { request, withheld, values } = deps.redact(input.request, token)
    return { ...input, request, withheld, hidden: values }
  }

  return {
    source: { code, handler, profile, networkPolicy },
    inputs: withSecrets
      ? inputs.map((input) => ({ ...input, withheld: [], hidden: [] }))
      : inputs.map(withoutSecrets),
    baseline: await acceptedFor(deps.baselines, id, keys),
    settings: stored.values,
    encrypted: deps.encryptedSettings(id),
    secrets: stored.secrets,
    withSecrets,
    cassette: deps.cassettes.isRecorded(id) ? deps.cassettes.export(id).text : null,
  }
}
