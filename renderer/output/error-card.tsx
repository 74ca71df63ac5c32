import { Lightbulb } from 'lucide-react'
import type { Result } from '#preload/contract'
import './output.css'
import { StackFrames } from './stack-frames.tsx'
import { parseStack } from './stack.ts'

type RunError = NonNullable<Result<'runs.start'>['result']['error']>

export interface ErrorCardProps {
  /** Of the verdict: a run that was stopped has no class that the vendor would give it. */
  readonly label: string
  readonly error: RunError
  /** Why it may have failed. */
  readonly hints: readonly string[]
  readonly onJump: (line: number, column: number) => void
}

/** In place of the output: what was thrown, where, what caused it, and that nothing is sent. */
export function ErrorCard(props: ErrorCardProps) {
  const { error } = props
  const { line } = error
  const column = error.column ?? 1
  const [thrown, ...causes] = error.stack === '' ? [] : parseStack(error.stack)
  return (
    <div className="error-card scroll">
      <p className="error-class">{props.label}</p>
      <h3>{error.name === '' ? 'Thrown value' : error.name}</h3>
      <p className="error-message">{error.message}</p>
      {props.hints.map((hint) => (
        <p key={hint} className="error-hint">
          <Lightbulb size={14} aria-hidden="true" />
          {hint}
        </p>
      ))}
      {line !== null && (
        <p>
          <button type="button" className="line-link" onClick={() => props.onJump(line, column)}>
            Line {line}, column {column}
          </button>
        </p>
      )}
      {thrown !== undefined && thrown.frames.length > 0 && (
        <StackFrames frames={thrown.frames} onJump={props.onJump} />
      )}
      {causes.map((cause) => (
        <section key={cause.headline} className="error-cause">
          <h4>Caused by {cause.headline}</h4>
          <StackFrames frames={cause.frames} onJump={props.onJump} />
        </section>
      ))}
      <p className="muted">
        A run that fails sends nothing: what was emitted before the failure is dropped too.
      </p>
    </div>
  )
}
