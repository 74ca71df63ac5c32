import type { Result } from '#preload/contract'
import { EmptyState } from '../ui/state.tsx'
import './output.css'

export interface LogListProps {
  readonly logs: Result<'runs.start'>['result']['logs']
  readonly onJump: (line: number) => void
}

export function LogList(props: LogListProps) {
  if (props.logs.length === 0) {
    return (
      <EmptyState title="No logs">
        What the function writes with <code>console.log</code> appears here, the last 100 lines.
      </EmptyState>
    )
  }
  return (
    <ol className="logs scroll" aria-label="Logs">
      {props.logs.map((log, index) => {
        const { line } = log
        return (
          // Lines of one run never change and may be alike: their place is their identity.
          // oxlint-disable-next-line react/no-array-index-key
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
  )
}
