/** The last log lines of a run, with a first line that says how many are missing. */
import type { LogLine } from '#preload/model'
import { maxLogLines, maxLogText } from './limits.ts'
import type { Mask } from './mask.ts'
import type { RawLog } from './protocol.ts'
import { shownText } from './shown-text.ts'

export class LogCollector {
  #lines: LogLine[] = []
  #dropped = 0
  readonly #mask: Mask

  constructor(mask: Mask) {
    this.#mask = mask
  }

  add(lines: readonly RawLog[], dropped: number): void {
    this.#dropped += dropped
    for (const [level, raw, line, cut = 0] of lines) {
      const { text, more } = shownText(raw, maxLogText, this.#mask, cut)
      const rest = more > 0 ? `... (${more} more characters are not shown)` : ''
      this.#lines.push({ level, text: `${text}${rest}`, line })
    }
    const excess = this.#lines.length - maxLogLines
    if (excess > 0) {
      this.#lines.splice(0, excess)
      this.#dropped += excess
    }
  }

  result(): LogLine[] {
    if (this.#dropped === 0) {
      return this.#lines
    }
    const text = `${this.#dropped} earlier lines are not shown: the last ${maxLogLines} are kept`
    return [{ level: 'warn', text, line: null }, ...this.#lines]
  }
}
