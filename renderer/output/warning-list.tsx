import { useState } from 'react'
import type { Result } from '#preload/contract'
import { Fold } from '../ui/fold.tsx'
import './output.css'

export interface WarningListProps {
  readonly warnings: Result<'runs.start'>['result']['warnings']
  /** There is little room. */
  readonly isLow: boolean
  readonly onReveal: (pointer: string) => void
}

/** Drawn at first: a thousand rows hold up the window. */
const SHOWN_FIRST = 100

export function WarningList(props: WarningListProps) {
  const { warnings } = props
  const [shownFor, setShownFor] = useState<typeof warnings | null>(null)
  if (warnings.length === 0) {
    return null
  }
  const rows = shownFor === warnings ? warnings : warnings.slice(0, SHOWN_FIRST)
  const more = warnings.length - rows.length
  return (
    <Fold
      label="Warnings"
      className="warnings scroll"
      title={`Warnings (${warnings.length})`}
      isClosed={props.isLow}
    >
      <ul>
        {rows.map((warning) => (
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
      {more > 0 && (
        <button type="button" className="warning-row" onClick={() => setShownFor(warnings)}>
          Show {more} more
        </button>
      )}
    </Fold>
  )
}
