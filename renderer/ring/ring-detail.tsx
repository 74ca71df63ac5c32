import { useState, type ComponentType } from 'react'
import { Button } from '../ui/button.tsx'
import { CutBar } from '../ui/cut-bar.tsx'
import { DifferenceList } from '../ui/differences.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { cutOf, outcomeText, rowId, type RingRow } from './ring-words.ts'
import './ring.css'

type View = 'differences' | 'compare' | 'output'

/** Two texts side by side, and one alone; composed by the app because they are editors. */
export interface RingEditors {
  readonly Compare: ComponentType<{
    readonly original: string
    readonly modified: string
    readonly language: 'json'
  }>
  readonly Text: ComponentType<{
    readonly documentId: string
    readonly value: string
    readonly language: 'json'
    readonly label: string
    readonly isReadOnly: boolean
  }>
}

export interface RingDetailProps {
  readonly row: RingRow
  readonly isRunning: boolean
  readonly onAccept: () => void
  readonly onJump: (line: number) => void
  readonly onOpen: () => void
  readonly Compare: RingEditors['Compare']
  readonly Text: RingEditors['Text']
}

const views = {
  differences: 'Differences',
  compare: 'Side by side',
  output: 'Output',
} as const

/** One payload's result beside its baseline. */
export function RingDetail(props: RingDetailProps) {
  const { row, Compare, Text } = props
  const [chosen, setChosen] = useState<View>('differences')
  const offered: View[] = [
    ...(row.differences.length > 0 ? (['differences'] as const) : []),
    ...(row.baseline === null ? [] : (['compare'] as const)),
    'output',
  ]
  const isOffered = offered.includes(chosen)
  const view = isOffered ? chosen : row.verdict === 'same' ? 'output' : (offered[0] ?? 'output')
  const { line } = row
  const cut = cutOf(row.now) ?? (row.baseline === null ? null : cutOf(row.baseline))
  return (
    <section className="pane" aria-label={`Result of ${row.label}`}>
      <header className="view-bar">
        <Segmented<View>
          label="Result as"
          value={view}
          onChange={setChosen}
          options={offered.map((value) => ({ value, label: views[value] }))}
        />
        <span className="grow" />
        {line !== null && (
          <Button size="small" onPress={() => props.onJump(line)}>
            Line {line}
          </Button>
        )}
        <Button size="small" onPress={props.onOpen}>
          Open payload
        </Button>
        {row.verdict !== 'same' && (
          <Button size="small" isDisabled={props.isRunning} onPress={props.onAccept}>
            Accept
          </Button>
        )}
      </header>
      {view === 'differences' && (
        // A scrolling region must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="ring-differences scroll" tabIndex={0} aria-label="Differences">
          <p className="muted">Accepted → now</p>
          <DifferenceList
            label={`Differences of ${row.label}`}
            differences={row.differences}
            more={row.moreDifferences}
          />
        </section>
      )}
      {view !== 'differences' && cut !== null && <CutBar words={cut} />}
      {view === 'compare' && (
        <Compare
          original={outcomeText(row.baseline)}
          modified={outcomeText(row.now)}
          language="json"
        />
      )}
      {view === 'output' && (
        <Text
          documentId={`ring:${rowId(row)}`}
          value={outcomeText(row.now)}
          language="json"
          label={`Output of ${row.label}`}
          isReadOnly
        />
      )}
    </section>
  )
}
