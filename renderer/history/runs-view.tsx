import { GitCompareArrows, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Panes } from '../ui/panes.tsx'
import { EmptyState, Skeleton } from '../ui/state.tsx'
import { CompareDialog, type Compare } from './compare-dialog.tsx'
import './history.css'
import { RunDetail, type ReadText } from './run-detail.tsx'
import { RunList } from './run-list.tsx'
import type { HistoryState, RunsOf } from './use-history.ts'

export interface HistoryEditors {
  readonly Compare: Compare
  readonly Text: ReadText
}

export interface RunsViewProps extends HistoryEditors {
  readonly runs: HistoryState['runs']
  readonly of: RunsOf
  readonly isSearched: boolean
  readonly onRestore: (version: number) => void
  readonly onOpenPayload: (runId: string) => void
}

export function RunsView(props: RunsViewProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [isComparing, setComparing] = useState(false)
  const runs = props.runs.data
  if (runs === undefined) {
    return <Skeleton label="Loading the runs" lines={6} />
  }
  const at = Math.max(
    0,
    runs.findIndex(({ id }) => id === chosen),
  )
  const selected = runs[at]
  if (selected === undefined) {
    return <NoRuns of={props.of} isSearched={props.isSearched} />
  }
  // The newest is compared with the one before it, any other with the newest.
  const other = at === 0 ? runs[1] : runs[0]
  const [left, right] = at === 0 ? [other, selected] : [selected, other]
  return (
    <>
      <Panes
        id="history"
        orientation="vertical"
        splitterLabel="Resize the list and the run"
        items={[
          {
            id: 'runs',
            defaultSize: '50%',
            minSize: '80px',
            content: <RunList runs={runs} selected={selected.id} onSelect={setChosen} />,
          },
          {
            id: 'run',
            defaultSize: '50%',
            minSize: '100px',
            content: <RunDetail runId={selected.id} Text={props.Text} />,
          },
        ]}
      />
      <footer className="history-actions">
        <Button size="small" isDisabled={other === undefined} onPress={() => setComparing(true)}>
          <GitCompareArrows size={12} aria-hidden="true" />
          Compare…
        </Button>
        <span className="grow" />
        <Button size="small" onPress={() => props.onOpenPayload(selected.id)}>
          Open payload
        </Button>
        <Button size="small" onPress={() => props.onRestore(selected.sourceVersion)}>
          <RotateCcw size={12} aria-hidden="true" />
          Restore code
        </Button>
      </footer>
      {isComparing && left !== undefined && right !== undefined && (
        <CompareDialog
          runs={runs}
          left={left.id}
          right={right.id}
          Compare={props.Compare}
          onClose={() => setComparing(false)}
        />
      )}
    </>
  )
}

function NoRuns({ of, isSearched }: Pick<RunsViewProps, 'of' | 'isSearched'>) {
  if (isSearched) {
    return (
      <EmptyState title="Nothing found">
        No kept run has this in its payload, output, logs or error.
      </EmptyState>
    )
  }
  return of === 'ring' ? (
    <EmptyState title="No runs of all events yet">
      What the All Events tab runs is kept here, a row for each payload.
    </EmptyState>
  ) : (
    <EmptyState title="No runs yet">
      Each run is kept with its code and payload, to look it up, compare it and go back to it.
    </EmptyState>
  )
}
