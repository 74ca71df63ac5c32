import './output.css'
import type { StackFrame } from './stack.ts'

export interface StackFramesProps {
  readonly frames: readonly StackFrame[]
  readonly onJump: (line: number, column: number) => void
}

/** The frames of one error; those of the user's file lead to their place. */
export function StackFrames(props: StackFramesProps) {
  return (
    <ol className="stack-frames">
      {props.frames.map((frame, index) => {
        const { line, column, text } = frame
        return (
          // A recursive function has many frames alike: their place is their identity.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            at{' '}
            {line === null ? (
              text
            ) : (
              <button
                type="button"
                className="line-link"
                onClick={() => props.onJump(line, column)}
              >
                {text}
              </button>
            )}
          </li>
        )
      })}
    </ol>
  )
}
