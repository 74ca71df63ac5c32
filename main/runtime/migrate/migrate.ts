/** Rewrites a legacy function and proves it: both run on the same requests. */
import { compareJson } from '#main/runtime/cases/compare'
import type { PlainResult } from '#main/runtime/result'
import type { RunNetwork } from '#main/runtime/run-network'
import type { IncomingRequest, Runtime } from '#main/runtime/runtime'
import { seen } from '#main/runtime/thread/pack'
import { seenDifferences } from '#main/runtime/thread/seen-differences'
import type { MigratedFunction, MigrationProof } from '#preload/contract'
import type { RunOutput, SeenOutput } from '#preload/model'
import { migrateLegacy } from './migrate-legacy.ts'
import { proveMigration, type Proof, type ProofOptions, type ProofRequest } from './prove.ts'

interface Labelled extends ProofRequest {
  readonly label: string
  /** `null` for the sample payload, which is no captured event. */
  readonly capturedId: string | null
}

export interface MigrationRequest extends Omit<ProofOptions, 'after' | 'requests' | 'signal'> {
  readonly network: Pick<RunNetwork, 'policy' | 'replay'>
  readonly requests: readonly Labelled[]
}

export async function migrate(
  request: MigrationRequest,
  runtime: Pick<Runtime<PlainResult>, 'run'>,
): Promise<MigratedFunction> {
  const { before, requests } = request
  const anyBody = requests.some((one) => isBareText(one.request))
  const migration = migrateLegacy(before, { anyBody })
  const proofs = await proveMigration({ ...request, after: migration.code }, runtime)
  return {
    code: migration.code,
    notes: [...migration.notes],
    proof: proofs.map((proof, index) => shown(proof, requests[index])),
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
  const [before, after] = [shownOutput(proof.before), shownOutput(proof.after)]
  return {
    label: request?.label ?? '',
    eventId: request?.capturedId ?? null,
    same: proof.same,
    beforeOutput: seenOrNothing(before),
    afterOutput: seenOrNothing(after),
    beforeError: proof.before.error,
    afterError: proof.after.error,
    ...seenDifferences(before === null || after === null ? [] : compareJson(before, after)),
  }
}

/** Without the secrets that it may hold. */
function shownOutput({ output, shown: masked }: PlainResult): RunOutput | null {
  return masked ?? output
}

function seenOrNothing(output: RunOutput | null): SeenOutput | null {
  return output === null ? null : seen(output)
}
