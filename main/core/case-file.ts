/** A captured event as a test case, made in whichever thread: what it expects may be large. */
import { fixtureFile, type FixtureFile, type FixtureInput } from '#main/capture/exchange/fixture'
import { isHeldIn } from '#main/runtime/mask'

export interface CaseRequest extends FixtureInput {
  /** What must not be in what is expected, by any spelling. */
  readonly secrets: readonly string[]
}

export function caseFile({ secrets, ...input }: CaseRequest): FixtureFile {
  return fixtureFile(input, (json) => isHeldIn(json, secrets))
}

/** Characters to go through. */
export function sizeOfCase({ payloadText, outputJson = '' }: CaseRequest): number {
  return payloadText.length + outputJson.length
}
