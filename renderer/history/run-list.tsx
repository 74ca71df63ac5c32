import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react'
import { formatDuration } from '../ui/format.ts'
import { Row, Rows } from '../ui/rows.tsx'
import './history.css'
import { labelOf, outcomeOf, timeOf } from './run-texts.ts'
import type { RunSummary } from './use-history.ts'

export interface RunListProps {
  readonly runs: readonly RunSummary[]
  readonly selected: string | null
  readonly onSelect: (runId: string) => void
}

function toneOf({ status }: RunSummary): 'ok' | 'invalid' | 'error' {
  return status === 'ok' || status === 'invalid' ? status : 'error'
}

const icons = { ok: CircleCheck, invalid: TriangleAlert, error: CircleX }
const words = { ok: '200: OK', invalid: '202: failed validation', error: 'failed' }

export function RunList(props: RunListProps) {
  return (
    <Rows label="Runs" selected={props.selected} onSelect={props.onSelect}>
      {props.runs.map((run) => {
        const tone = toneOf(run)
        const Icon = icons[tone]
        return (
          <Row
            key={run.id}
            id={run.id}
            text={`${timeOf(run.startedAt)}, ${labelOf(run)}, ${words[tone]}, ${outcomeOf(run)}`}
          >
            <span className="history-tone" data-tone={tone}>
              <Icon size={13} aria-hidden="true" />
            </span>
            <time className="history-time" dateTime={run.startedAt}>
              {timeOf(run.startedAt)}
            </time>
            <span className="row-label">{labelOf(run)}</span>
            <span className="row-outcome truncate">{outcomeOf(run)}</span>
            <span className="row-facts">
              v{run.sourceVersion} · {formatDuration(run.durationMs)}
            </span>
          </Row>
        )
      })}
    </Rows>
  )
}
