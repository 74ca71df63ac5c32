import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { formatDuration } from '../ui/format.ts'
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
    <ListBox
      aria-label="Runs"
      className="history-rows scroll"
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={props.selected === null ? [] : [props.selected]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys]
        if (key !== undefined) {
          props.onSelect(String(key))
        }
      }}
    >
      {props.runs.map((run) => {
        const tone = toneOf(run)
        const Icon = icons[tone]
        return (
          <ListBoxItem
            key={run.id}
            id={run.id}
            className="history-row"
            textValue={`${timeOf(run.startedAt)}, ${labelOf(run)}, ${words[tone]}, ${outcomeOf(run)}`}
          >
            <span className="history-tone" data-tone={tone}>
              <Icon size={13} aria-hidden="true" />
            </span>
            <time className="history-time" dateTime={run.startedAt}>
              {timeOf(run.startedAt)}
            </time>
            <span className="history-label">{labelOf(run)}</span>
            <span className="history-outcome truncate">{outcomeOf(run)}</span>
            <span className="history-facts">
              v{run.sourceVersion} · {formatDuration(run.durationMs)}
            </span>
          </ListBoxItem>
        )
      })}
    </ListBox>
  )
}
