import { useState, type ComponentType } from 'react'
import type { Result } from '#preload/contract'
import { isPacked } from '#preload/model/packed-output'
import { CutBar } from '../ui/cut-bar.tsx'
import { RunMeasures } from '../ui/run-measures.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { Skeleton } from '../ui/state.tsx'
import './history.css'
import { cutOf, languages, sideNames, SIDES, textOf, type Side } from './run-texts.ts'
import { usePastRun } from './use-history.ts'

/** One text to read; composed by the app because it is an editor. */
export type ReadText = ComponentType<{
  readonly documentId: string
  readonly value: string
  readonly language: 'javascript' | 'json' | 'plaintext'
  readonly label: string
  readonly isReadOnly: boolean
}>

const gone: Readonly<Record<Side, string>> = {
  code: 'The code of this run is no longer kept.',
  payload: 'What this run ran on is no longer kept.',
  output: '',
  logs: 'The run wrote no logs.',
}

function CutOutput({ past }: { past: Result<'history.run'> }) {
  const { output } = past.run.result
  const words = cutOf(past)
  if (words === null || output === null || !isPacked(output)) {
    return null
  }
  const whole = {
    fileName: `output-${past.run.id}.json`,
    text: output.json,
  }
  return <CutBar words={words} whole={whole} />
}

/** A past run, a side at a time. */
export function RunDetail(props: { runId: string; Text: ReadText }) {
  const { runId, Text } = props
  const [side, setSide] = useState<Side>('output')
  const { data, isError } = usePastRun(runId)
  const text = data === undefined ? '' : textOf(data, side)
  return (
    <section className="pane" aria-label="The chosen run">
      <header className="view-bar">
        <Segmented<Side>
          label="What to show"
          value={side}
          onChange={setSide}
          options={SIDES.map((each) => ({ value: each, label: sideNames[each] }))}
        />
      </header>
      {side === 'output' && data !== undefined && <CutOutput past={data} />}
      {data === undefined ? (
        isError ? (
          <p className="history-gone">This run is no longer kept.</p>
        ) : (
          <Skeleton label="Loading the run" />
        )
      ) : text === '' ? (
        <p className="history-gone">{gone[side]}</p>
      ) : (
        <Text
          key={languages[side]}
          documentId={`past:${runId}:${side}`}
          value={text}
          language={languages[side]}
          label={`${sideNames[side]} of the chosen run`}
          isReadOnly
        />
      )}
      {data !== undefined && <RunMeasures measured={data.run.result} />}
    </section>
  )
}
