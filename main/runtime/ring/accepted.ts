/** A result as what is expected from now on, as JSON: large outputs stay the text that they are. */
import { expectationOf } from '#main/runtime/cases/expectation'
import type { RunResult } from '#preload/model'
import { jsonOf } from '#preload/model/packed-output'

export function acceptedJson({ output, ...result }: RunResult): string {
  return output === null
    ? JSON.stringify(expectationOf({ ...result, output }, null))
    : `{"output":${jsonOf(output)}}`
}
