import type { Result } from '#preload/contract'
import type { RunOutput } from '#preload/model'
import { isPacked } from '#preload/model/packed-output'
import { CutBar } from '../ui/cut-bar.tsx'
import { shownOf } from '../ui/shown-of.ts'

/** Over the output of a run that is too large to be shown. */
export function LargeOutput(props: { run: Result<'runs.start'>; shown: RunOutput }) {
  const { output } = props.run.result
  if (output === null || !isPacked(output)) {
    return null
  }
  const words = shownOf(output, props.shown)
  const whole = {
    fileName: `output-${props.run.id}.json`,
    text: output.json,
  }
  return words === null ? null : <CutBar words={words} whole={whole} />
}
