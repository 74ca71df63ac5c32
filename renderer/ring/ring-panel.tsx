import { Check, Play, Square } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { ActionButton } from '../ui/action-button.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/field.tsx'
import { formatDuration } from '../ui/format.ts'
import { Panes } from '../ui/panes.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { EmptyState, Progress } from '../ui/state.tsx'
import { ExportCases } from './export-cases.tsx'
import { RingDetail, type RingEditors } from './ring-detail.tsx'
import './ring.css'
import { countsOf, outcomeWords, rowId, summaryOf, type RingRow } from './ring-words.ts'
import type { RingState } from './use-ring.ts'
import { VerdictMark } from './verdict-mark.tsx'

export interface RingPanelProps extends RingEditors {
  readonly ring: RingState
  readonly sourceId: string
  readonly sourceSlug: string
  readonly sourceVersion: number
  readonly isCodeDirty: boolean
  /** How much of the code the events reach, below their verdicts. */
  readonly coverage: ReactNode
  /** Saves first, as a test of one payload does. */
  readonly onRun: () => void
  readonly onJump: (line: number) => void
  /** Shows the payload in the Test tab. */
  readonly onOpen: (eventId: string | null) => void
}

export function RingPanel(props: RingPanelProps) {
  const { ring } = props
  const { report, rows, progress } = ring
  const [chosen, setChosen] = useState<string | null>(null)
  const selected = rows.find((row) => rowId(row) === chosen) ?? rows[0] ?? null
  const canAccept = progress === null && rows.some(({ verdict }) => verdict !== 'same')
  return (
    <section className="pane ring" aria-label="All events" aria-busy={progress !== null}>
      <header className="ring-bar">
        {progress === null ? (
          <ActionButton
            action="run.all"
            icon={<Play size={12} fill="currentColor" aria-hidden="true" />}
            showsKeys
            onPress={props.onRun}
          />
        ) : (
          <Button onPress={ring.cancel}>
            <Square size={11} fill="currentColor" aria-hidden="true" />
            Cancel
          </Button>
        )}
        <Checkbox isSelected={ring.isWatching} onChange={ring.watch}>
          Watch
        </Checkbox>
        <span className="grow" />
        <ExportCases sourceId={props.sourceId} sourceSlug={props.sourceSlug} />
        <Button isDisabled={!canAccept} onPress={() => ring.accept()}>
          <Check size={13} aria-hidden="true" />
          Accept all
        </Button>
      </header>
      {progress !== null && <Progress label="Running all events" />}
      <output className="visually-hidden">
        {progress === null && report !== null ? `All events: ${summaryOf(report.rows)}` : ''}
      </output>
      {rows.length === 0 ? (
        <EmptyState title={emptyTitle(ring)}>
          Runs the saved function on every captured event and the sample payload, and compares each
          result with what you accepted before. The clock stands still, so that only your change
          makes a difference.
        </EmptyState>
      ) : (
        <>
          <RingSummary {...props} />
          {report?.notice !== undefined && <p className="ring-summary">{report.notice}</p>}
          {props.coverage}
          <Panes
            id="ring"
            orientation="vertical"
            splitterLabel="Resize the list and the result"
            items={[
              {
                id: 'rows',
                defaultSize: '45%',
                minSize: '80px',
                content: <RingList rows={rows} selected={selected} onSelect={setChosen} />,
              },
              {
                id: 'detail',
                defaultSize: '55%',
                minSize: '120px',
                content: selected !== null && (
                  <RingDetail
                    key={rowId(selected)}
                    row={selected}
                    isRunning={progress !== null}
                    onAccept={() => ring.accept([selected.key])}
                    onJump={props.onJump}
                    onOpen={() => props.onOpen(selected.eventId)}
                    Compare={props.Compare}
                    Text={props.Text}
                  />
                ),
              },
            ]}
          />
        </>
      )}
    </section>
  )
}

function emptyTitle({ report, progress }: RingState): string {
  if (progress !== null) {
    return 'Running…'
  }
  return report?.isCancelled === true ? 'Cancelled before the first result' : 'Not run yet'
}

function RingSummary({ ring, sourceVersion, isCodeDirty }: RingPanelProps) {
  const { report, rows, progress } = ring
  const isOld = report !== null && (report.sourceVersion !== sourceVersion || isCodeDirty)
  return (
    <p className="ring-summary" data-testid="ring-summary">
      {countsOf(rows).map(([verdict, count]) => (
        <span key={verdict} className="ring-verdict" data-verdict={verdict}>
          <b>{count}</b> {verdict}
        </span>
      ))}
      <span className="grow" />
      {progress !== null && progress.total > 0 && (
        <span className="muted">
          {progress.done} of {progress.total}
        </span>
      )}
      {progress === null && report?.isCancelled === true && (
        <span className="muted">
          Cancelled after {report.rows.length} of {report.total}
        </span>
      )}
      {progress === null && isOld && <i className="muted">The code has changed since</i>}
    </p>
  )
}

interface RingListProps {
  readonly rows: readonly RingRow[]
  readonly selected: RingRow | null
  readonly onSelect: (key: string) => void
}

function RingList({ rows, selected, onSelect }: RingListProps) {
  return (
    <Rows label="Results" selected={selected === null ? null : rowId(selected)} onSelect={onSelect}>
      {rows.map((row) => (
        <Row
          key={rowId(row)}
          id={rowId(row)}
          text={`${row.label}: ${row.verdict}, ${outcomeWords(row)}`}
        >
          <VerdictMark verdict={row.verdict} />
          <span className="row-label">{row.label}</span>
          <span className="row-outcome truncate" data-failed={row.now.error !== null || undefined}>
            {outcomeWords(row)}
          </span>
          <span className="row-facts">{formatDuration(row.durationMs)}</span>
        </Row>
      ))}
    </Rows>
  )
}
