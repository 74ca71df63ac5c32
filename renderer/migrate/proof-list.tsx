import { CircleCheck, CircleX } from 'lucide-react'
import type { Result } from '#preload/contract'
import { countsOf } from '#preload/model/packed-output'
import { DifferenceList } from '../ui/differences.tsx'
import { plural } from '../ui/format.ts'
import './migrate.css'
import { errorLine } from '#preload/model/error-words'

type Proof = Result<'runs.migrate'>['proof'][number]

/** One row for each payload that both functions ran on. */
export function ProofList(props: { proof: readonly Proof[] }) {
  const { proof } = props
  if (proof.length === 0) {
    return (
      <p className="muted">
        Not proved: there is no captured event and no readable sample payload to run both on.
        Capture one, then migrate again.
      </p>
    )
  }
  const same = proof.filter((each) => each.same).length
  return (
    <>
      <p className={same === proof.length ? 'proof-good' : 'proof-bad'}>
        {same === proof.length
          ? `The same on ${plural(proof.length, 'payload')}.`
          : `Different on ${proof.length - same} of ${plural(proof.length, 'payload')}.`}
      </p>
      <ul className="proofs">
        {proof.map((each) => (
          <li key={each.label}>
            <span className="proof-row" data-same={each.same || undefined}>
              {each.same ? (
                <CircleCheck size={13} aria-hidden="true" />
              ) : (
                <CircleX size={13} aria-hidden="true" />
              )}
              {each.label}
              <span className="muted">{each.same ? sameWords(each) : 'differs'}</span>
            </span>
            {!each.same && <ProofDifferences proof={each} />}
          </li>
        ))}
      </ul>
    </>
  )
}

function sameWords({ afterOutput, afterError }: Proof): string {
  if (afterError !== null) {
    return `same: both throw ${afterError.name}`
  }
  const { events, objects } =
    afterOutput === null ? { events: 0, objects: 0 } : countsOf(afterOutput)
  return `same: ${plural(events, 'event')}, ${plural(objects, 'object')}`
}

function ProofDifferences({ proof }: { proof: Proof }) {
  const { beforeError, afterError, differences, moreDifferences } = proof
  if (beforeError !== null || afterError !== null) {
    const words = (error: Proof['beforeError']): string =>
      error === null ? 'gives output' : `throws ${errorLine(error)}`
    return (
      <p className="proof-errors">
        The legacy function {words(beforeError)}. The modern one {words(afterError)}.
      </p>
    )
  }
  return (
    <DifferenceList
      label={`Differences for ${proof.label}`}
      differences={differences}
      more={moreDifferences}
    />
  )
}
