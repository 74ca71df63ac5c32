import { useState } from 'react'
import type { Result } from '#preload/contract'
import { Segmented } from '../ui/segmented.tsx'
import { EmptyState } from '../ui/state.tsx'
import { countsOf, logsAt, type LogFilter } from './log-filter.ts'
import './output.css'

export interface LogListProps {
  readonly logs: Result<'runs.start'>['result']['logs']
  readonly onJump: (line: number) => void
}

export function LogList(props: LogListProps) {
  const [filter, setFilter] = useState<LogFilter>('all')
  if (props.logs.length === 0) {
    return (
      <EmptyState title="No logs">
        What the function writes with <code>console.log</code> appears here, the last 100 lines.
      </EmptyState>
    )
  }
  const counts = countsOf(props.logs)
  const rows = logsAt(props.logs, filter)
  return (
    <div className="pane">
      <div className="view-bar">
        <Segmented<LogFilter>
          label="Levels"
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'all', label: 'All', count: counts.all },
            { value: 'info', label: 'Info', count: counts.info },
            { value: 'warn', label: 'Warnings', count: counts.warn },
            { value: 'error', label: 'Errors', count: counts.error },
          ]}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyState title="No lines of this level">The run wrote lines of other levels.</EmptyState>
      ) : (
        <ol className="logs scroll" aria-label="Logs">
          {rows.map(({ log, index }) => {
            const { line } = log
            return (
              <li key={index} className="log-row" data-level={log.level}>
                <span className="log-level">{log.level}</span>
                <span className="log-text">{log.text}</span>
                {line !== null && (
                  <button
                    type="button"
                    className="line-link"
                    aria-label={`Go to line ${line}`}
                    onClick={() => props.onJump(line)}
                  >
                    :{line}
                  </button>
                )}
              </li>
            )
          })}
        </ol>
      )}
    </div>
  )
}
