import { useState, type ComponentType } from 'react'
import { Button } from '../ui/button.tsx'
import { CutBar } from '../ui/cut-bar.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { Select } from '../ui/select.tsx'
import { Skeleton } from '../ui/state.tsx'
import './history.css'
import {
  languages,
  runName,
  sideNames,
  SIDES,
  textOf,
  type Side,
  cutOf,
  isSameSide,
} from './run-texts.ts'
import { usePastRun, type RunSummary } from './use-history.ts'

/** Two texts side by side; composed by the app because it is an editor. */
export type Compare = ComponentType<{
  readonly original: string
  readonly modified: string
  readonly language: 'javascript' | 'json' | 'plaintext'
}>

export interface CompareDialogProps {
  readonly runs: readonly RunSummary[]
  readonly left: string
  readonly right: string
  readonly Compare: Compare
  readonly onClose: () => void
}

export function CompareDialog(props: CompareDialogProps) {
  const { Compare } = props
  const [left, setLeft] = useState(props.left)
  const [right, setRight] = useState(props.right)
  const [side, setSide] = useState<Side>('output')
  const before = usePastRun(left)
  const after = usePastRun(right)
  const options = props.runs.map((run) => ({ value: run.id, label: runName(run) }))
  const differs = (each: Side): boolean =>
    before.data !== undefined &&
    after.data !== undefined &&
    !isSameSide(before.data, after.data, each)
  const cut =
    side !== 'output' || before.data === undefined || after.data === undefined
      ? null
      : (cutOf(before.data) ?? cutOf(after.data))
  return (
    <Dialog title="Compare two runs" width={1180} onClose={props.onClose}>
      <div className="compare-runs">
        <Select label="Before" value={left} options={options} onChange={setLeft} />
        <Select label="After" value={right} options={options} onChange={setRight} />
      </div>
      <div className="compare-side">
        <Segmented<Side>
          label="What to compare"
          value={side}
          onChange={setSide}
          options={SIDES.map((each) => ({
            value: each,
            label: differs(each) ? `${sideNames[each]} ≠` : sideNames[each],
          }))}
        />
        <span className="muted">
          {before.data !== undefined && after.data !== undefined && !differs(side)
            ? `The ${sideNames[side].toLowerCase()} of both is the same.`
            : ''}
        </span>
      </div>
      {cut !== null && <CutBar words={cut} />}
      <div className="compare-texts">
        {before.data === undefined || after.data === undefined ? (
          before.isError || after.isError ? (
            <p className="muted">One of the two is no longer kept. Choose another run.</p>
          ) : (
            <Skeleton label="Loading the runs" />
          )
        ) : (
          <Compare
            original={textOf(before.data, side)}
            modified={textOf(after.data, side)}
            language={languages[side]}
          />
        )}
      </div>
      <div className="dialog-actions">
        <Button onPress={props.onClose}>Close</Button>
      </div>
    </Dialog>
  )
}
