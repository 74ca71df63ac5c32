/**
 * Cuts a long text into blocks that the browser lays out one by one, when they come into view. A
 * line that is itself too long is cut where its row ends on the screen, so that no cut shows.
 */

/** Characters; the layout of one such block takes some milliseconds. */
const BLOCK = 16_384

export interface TextBlock {
  readonly from: number
  readonly to: number
  /** On the screen, as far as it can be known before it is laid out. */
  readonly rows: number
}

export function textBlocks(text: string, columns: number): TextBlock[] {
  const cut = Math.max(1, Math.floor(BLOCK / columns)) * columns
  const blocks: TextBlock[] = []
  let from = 0
  let rows = 0
  const close = (to: number): void => {
    if (to > from) {
      blocks.push({ from, to, rows })
      from = to
      rows = 0
    }
  }
  let at = 0
  while (at < text.length) {
    const feed = text.indexOf('\n', at)
    const end = feed === -1 ? text.length : feed + 1
    if (end - at <= cut) {
      rows += rowsOf(end - at, columns)
      at = end
      if (at - from >= BLOCK) {
        close(at)
      }
    } else {
      close(at)
      at = whole(text, at + cut)
      rows = rowsOf(at - from, columns)
      close(at)
    }
  }
  close(text.length)
  return blocks
}

function rowsOf(length: number, columns: number): number {
  return Math.max(1, Math.ceil(length / columns))
}

/** Not between the two halves of one character. */
function whole(text: string, at: number): number {
  const code = text.charCodeAt(at - 1)
  return code >= 0xd800 && code < 0xdc00 ? at + 1 : at
}
