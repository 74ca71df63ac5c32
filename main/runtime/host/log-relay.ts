/**
 * Passes the first lines on at once, so that they outlive a crash of this process, and then only
 * keeps the last ones for the end: a flood must not reach the thread of the app.
 */
import { maxLogLines } from '../limits.ts'
import type { LogTuple } from './messages.ts'

type Send = (lines: readonly LogTuple[], dropped: number) => void

export class LogRelay {
  readonly #send: Send
  #sent = 0
  #kept: LogTuple[] = []
  #dropped = 0

  constructor(send: Send) {
    this.#send = send
  }

  add(lines: readonly LogTuple[], dropped: number): void {
    if (this.#sent < maxLogLines) {
      this.#sent += lines.length
      this.#send(lines, dropped)
      return
    }
    this.#kept.push(...lines)
    this.#dropped += dropped
    const excess = this.#kept.length - maxLogLines
    if (excess > 0) {
      this.#kept.splice(0, excess)
      this.#dropped += excess
    }
  }

  end(): void {
    if (this.#kept.length > 0 || this.#dropped > 0) {
      this.#send(this.#kept, this.#dropped)
    }
  }
}
