/** The stack text of a run's error, taken apart so that its places can be jumped to. */

export interface StackFrame {
  readonly text: string
  readonly line: number | null
  readonly column: number
}

/** One error of the chain: the thrown one first, then what caused it. */
export interface StackPart {
  readonly headline: string
  readonly frames: readonly StackFrame[]
}

const FRAME = /^\s+at (.*)$/
const POSITION = /function\.js:(\d+):(\d+)/
const CAUSE = /^\s*\[cause\]: (.*)$/

function frameOf(text: string): StackFrame {
  const match = POSITION.exec(text)
  return {
    text,
    line: match === null ? null : Number(match[1]),
    column: match === null ? 1 : Number(match[2]),
  }
}

export function parseStack(stack: string): StackPart[] {
  const parts: { headline: string; frames: StackFrame[] }[] = []
  for (const line of stack.split('\n')) {
    const cause = CAUSE.exec(line)?.[1]
    const frame = FRAME.exec(line)?.[1]
    const current = parts.at(-1)
    if (current === undefined || cause !== undefined) {
      parts.push({ headline: cause ?? line, frames: [] })
    } else if (frame !== undefined) {
      current.frames.push(frameOf(frame))
    } else {
      // A message of several lines.
      current.headline += `\n${line}`
    }
  }
  return parts
}
