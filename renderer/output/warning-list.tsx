import type { Result } from '#preload/contract'
import './output.css'

export interface WarningListProps {
  readonly warnings: Result<'runs.start'>['result']['warnings']
  readonly onReveal: (pointer: string) => void
}

export function WarningList(props: WarningListProps) {
  if (props.warnings.length === 0) {
    return null
  }
  return (
    <section className="warnings scroll" aria-label="Warnings">
      <h3>Warnings ({props.warnings.length})</h3>
      <ul>
        {props.warnings.map((warning) => (
          <li key={`${warning.path} ${warning.message}`}>
            <button
              type="button"
              className="warning-row"
              onClick={() => props.onReveal(warning.path)}
            >
              <span className="warning-path mono">{warning.path === '' ? '/' : warning.path}</span>
              <span>{warning.message}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
