/** The last log lines of a run, with a first line that says how many are missing. */
import type { LogLine } from '#preload/model'
import { maxLogLines, maxLogText, maxLogTexts } from './limits.ts'
import type { Mask } from './mask.ts'
import type { RawLog } from './protocol.ts'
import { shownText } from './shown-text.ts'

/** `more`: characters that the text lacks. */
interface KeptLine extends LogLine {
  readonly more: number
}

export class LogCollector {
  #lines: KeptLine[] = []
  #dropped = 0
  readonly #mask: Mask

  constructor(mask: Mask) {
    this.#mask = mask
  }

  add(lines: readonly RawLog[], dropped: number): void {
    this.#dropped += dropped
    for (const [level, raw, line, cut = 0] of lines) {
      this.#lines.push({ level, line, ...shownText(raw, maxLogText, this.#mask, cut) })
    }
    const excess = this.#lines.length - maxLogLines
    if (excess > 0) {
      this.#lines.splice(0, excess)
      this.#dropped += excess
    }
  }

  result(): LogLine[] {
    const lines = withinLimit(this.#lines)
    if (this.#dropped === 0) {
      return lines
    }
    const text = `${this.#dropped} earlier lines are not shown: the last ${maxLogLines} are kept`
    return [{ level: 'warn', text, line: null }, ...lines]
  }
}

function withinLimit(lines: readonly KeptLine[]): LogLine[] {
  let left = maxLogTexts
  const shown = lines.toReversed().map(({ level, text, line, more }): LogLine => {
    const kept = text.slice(0, left)
    left -= kept.length
    const lacks = more + text.length - kept.length
    const rest = lacks > 0 ? `... (${lacks} more characters are not shown)` : ''
    return { level, text: `${kept}${rest}`, line }
  })
  return shown.toReversed()
}
