import type { Result } from '#preload/contract'
import './output.css'

type RunError = NonNullable<Result<'runs.start'>['result']['error']>

export interface ErrorCardProps {
  readonly error: RunError
  readonly onJump: (line: number, column: number) => void
}

/** In place of the output: what was thrown, where, and that nothing is sent. */
export function ErrorCard(props: ErrorCardProps) {
  const { error } = props
  const { line } = error
  const column = error.column ?? 1
  return (
    <div className="error-card scroll">
      <h3>{error.name}</h3>
      <p className="error-message">{error.message}</p>
      {line !== null && (
        <p>
          <button type="button" className="line-link" onClick={() => props.onJump(line, column)}>
            Line {line}, column {column}
          </button>
        </p>
      )}
      {error.stack !== '' && <pre className="error-stack">{error.stack}</pre>}
      <p className="muted">
        A run that fails sends nothing: what was emitted before the failure is dropped too.
      </p>
    </div>
  )
}
