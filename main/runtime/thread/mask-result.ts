/** The result of a run of before, of which nobody kept what is shown. */
import { createMask, isHeldIn, maskOutput } from '#main/runtime/mask'
import type { KeptOutput, RunResult } from '#preload/model'
import { isPacked, jsonOf, unpacked } from '#preload/model/packed-output'
import { pack } from './pack.ts'

/** Hides the secrets that its source has today: those of then are not known any more. */
export function maskResult(result: RunResult, secrets: readonly string[]): RunResult {
  const hide = createMask(secrets)
  const { output, error, logs } = result
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
  }
}

function maskKept(output: KeptOutput, secrets: readonly string[]): KeptOutput {
  return isHeldIn(jsonOf(output), secrets) ? pack(maskOutput(unpacked(output), secrets)) : output
}

/** Characters to go through. */
export function sizeOfResult({ output, logs }: RunResult): number {
  const texts = logs.reduce((sum, { text }) => sum + text.length, 0)
  return texts + (output !== null && isPacked(output) ? output.json.length : 0)
}
