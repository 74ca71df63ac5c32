import { EmptyState } from '../ui/state.tsx'
import './output.css'
import { StackFrames } from './stack-frames.tsx'
import { parseStack } from './stack.ts'

export interface StackTraceProps {
  readonly stack: string
  readonly onJump: (line: number, column: number) => void
}

export function StackTrace(props: StackTraceProps) {
  if (props.stack === '') {
    return (
      <EmptyState title="No stack trace">
        When the function throws, the frames of your own file are listed here.
      </EmptyState>
    )
  }
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="stack scroll" tabIndex={0} aria-label="Stack trace">
      {parseStack(props.stack).map((part, index) => (
        <section key={part.headline}>
          <h4>
            {index > 0 && 'Caused by '}
            {part.headline}
          </h4>
          <StackFrames frames={part.frames} onJump={props.onJump} />
        </section>
      ))}
    </section>
  )
}
