/** Edits of the text that keep what is around them tidy. */
import type { AnyNode, ObjectExpression, Property } from 'acorn'
import type { MagicString } from 'magic-string'
import { indentAt, type Syntax } from './syntax.ts'

/** The statement goes, and its line with it when nothing else is there. */
export function removeStatement(
  text: MagicString,
  { code }: Syntax,
  { start, end }: { readonly start: number; readonly end: number },
): void {
  const lineStart = code.lastIndexOf('\n', start - 1) + 1
  const after = /^[ \t]*(?:\r?\n|$)/.exec(code.slice(end))
  if (code.slice(lineStart, start).trim() === '' && after !== null) {
    const stop = end + after[0].length
    // Before a closing brace, the blank lines above would be left without a purpose.
    const isLast = /^\s*\}/.test(code.slice(stop))
    const blank = isLast
      ? (/(?:^|\n)((?:[ \t]*\r?\n)+)$/.exec(code.slice(0, lineStart))?.[1] ?? '')
      : ''
    text.remove(lineStart - blank.length, stop)
  } else {
    text.remove(start, end + spaceAfter(code, end))
  }
}

function spaceAfter(code: string, offset: number): number {
  return /^[ \t]*/.exec(code.slice(offset))?.[0].length ?? 0
}

export function removeProperty(
  text: MagicString,
  { code, comments }: Syntax,
  object: ObjectExpression,
  property: Property,
): void {
  const index = object.properties.indexOf(property)
  const next = object.properties[index + 1]
  const previous = object.properties[index - 1]
  const hasComment = (from: number, to: number): boolean =>
    comments.some(({ start, end }) => start >= from && end <= to)
  if (next !== undefined) {
    const comma = code.indexOf(',', property.end) + 1
    text.remove(
      property.start,
      hasComment(property.end, next.start) ? comma + spaceAfter(code, comma) : next.start,
    )
  } else if (previous !== undefined) {
    const from = hasComment(previous.end, property.start) ? property.start : previous.end
    text.remove(from, property.end)
  } else {
    text.remove(property.start, object.end - 1)
  }
}

/** Moves the lines of a node to another depth; the inside of template texts stays. */
export function reindent(
  text: MagicString,
  { code }: Syntax,
  node: AnyNode,
  to: string,
  isFixed: (offset: number) => boolean,
): void {
  const from = indentAt(code, node.start)
  if (from === to) {
    return
  }
  for (let at = code.indexOf('\n', node.start); at !== -1 && at < node.end;) {
    const line = at + 1
    if (!isFixed(line) && code.startsWith(from, line)) {
      if (from.startsWith(to)) {
        text.remove(line, line + from.length - to.length)
      } else if (from === '') {
        text.appendLeft(line, to)
      } else {
        text.overwrite(line, line + from.length, to)
      }
    }
    at = code.indexOf('\n', line)
  }
}
