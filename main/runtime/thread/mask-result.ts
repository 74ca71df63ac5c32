/** The result of a run of before, when fewer spellings of secrets were known, or none. */
import { maskKeptCall } from '#main/runtime/call-collector'
import { createMask, isHeldIn, maskOutput, maskPointer } from '#main/runtime/mask'
import type { KeptOutput, RunResult } from '#preload/model'
import { isPacked, jsonOf, unpacked } from '#preload/model/packed-output'
import { pack } from './pack.ts'

/** Hides the secrets that its source has today: those of then are not known any more. */
export function maskResult(result: RunResult, secrets: readonly string[]): RunResult {
  const hide = createMask(secrets)
  const { output, error, logs, warnings, secretPaths, calls } = result
  return {
    ...result,
    output: output === null ? null : maskKept(output, secrets),
    error:
      error === null
        ? null
        : {
            ...error,
            name: hide(error.name),
            message: hide(error.message),
            stack: hide(error.stack),
          },
    logs: logs.map((line) => ({ ...line, text: hide(line.text) })),
    // They name the properties of the output, as those are shown.
    warnings: warnings.map(({ path, message }) => ({ path: maskPointer(path, hide), message })),
    secretPaths: secretPaths.map((path) => maskPointer(path, hide)),
    calls: calls.map((call) => maskKeptCall(call, hide)),
  }
}

function maskKept(output: KeptOutput, secrets: readonly string[]): KeptOutput {
  return isHeldIn(jsonOf(output), secrets) ? pack(maskOutput(unpacked(output), secrets)) : output
}

/** Characters to go through. */
export function sizeOfResult({ output, logs, calls }: RunResult): number {
  const logged = logs.reduce((sum, { text }) => sum + text.length, 0)
  const texts = calls.reduce(
    (sum, { requestBody, responseBody }) =>
      sum + requestBody.data.length + responseBody.data.length,
    logged,
  )
  return texts + (output !== null && isPacked(output) ? output.json.length : 0)
}
