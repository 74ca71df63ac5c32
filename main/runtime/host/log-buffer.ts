/**
 * Log lines on their way out of the worker. The first ones leave at once, so that they survive
 * a terminated thread; a flood is thinned to its last lines, and the number of lost ones is kept.
 */
import { cutMargin, maxLogLines, maxLogText } from '../limits.ts'
import type { LogTuple } from './messages.ts'

/** How long lines of a flood may wait: short enough that a timeout loses little. */
const floodFlushMs = 50

export class LogBuffer {
  #lines: LogTuple[] = []
  #dropped = 0
  #sent = 0
  #lastFlush = 0
  readonly #send: (lines: readonly LogTuple[], dropped: number) => void

  constructor(send: (lines: readonly LogTuple[], dropped: number) => void) {
    this.#send = send
  }

  add([level, text, line]: LogTuple): void {
    const more = text.length - maxLogText - cutMargin
    const kept = more > 0 ? text.slice(0, -more) : text
    this.#lines.push([level, kept, line, Math.max(0, more)])
    if (this.#sent < maxLogLines || performance.now() - this.#lastFlush > floodFlushMs) {
      this.flush()
    } else if (this.#lines.length > maxLogLines) {
      this.#lines.shift()
      this.#dropped += 1
    }
  }

  flush(): void {
    if (this.#lines.length > 0 || this.#dropped > 0) {
      this.#sent += this.#lines.length
      this.#lastFlush = performance.now()
      this.#send(this.#lines, this.#dropped)
      this.#lines = []
      this.#dropped = 0
    }
  }
}
