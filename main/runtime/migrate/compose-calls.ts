/** The text of the `Segment.*` calls that take the place of a returned literal. */
import type { AnyNode } from 'acorn'
import type { MagicString } from 'magic-string'
import type { Helpers } from './helpers.ts'
import type { OutputPlan } from './output-plan.ts'
import { childrenOf, type Syntax } from './syntax.ts'
import { reindent, removeProperty } from './text-edits.ts'

export interface Place {
  /** What is replaced; comments in it are kept. */
  readonly range: { readonly start: number; readonly end: number }
  /** Indentation of the calls. */
  readonly to: string
  /** Nothing of the handler runs afterwards, so that no `return` is needed. */
  readonly isLast: boolean
}

export interface ComposeOptions {
  readonly syntax: Syntax
  readonly text: MagicString
  readonly helpers: Helpers
  /** Parts that have another text by now, whose lines are not there any more. */
  readonly edited: readonly { readonly start: number; readonly end: number }[]
}

export function composeCalls(
  { calls, rest }: OutputPlan,
  place: Place,
  { syntax, text, helpers, edited }: ComposeOptions,
): string {
  const { newline, end } = syntax.style
  const lines: string[] = []
  const kept: AnyNode[] = [...calls.map(({ argument }) => argument), ...rest]
  let from = place.range.start
  const isFixed = (node: AnyNode) => (offset: number) =>
    isInTemplate(node, offset) || edited.some(({ start, end: to }) => offset > start && offset < to)
  const comment = (to: number): void => {
    lines.push(...commentsIn(syntax, from, to, kept))
    from = Math.max(from, to)
  }
  for (const { method, argument, type } of calls) {
    comment(argument.start)
    if (type !== null && argument.type === 'ObjectExpression') {
      removeProperty(text, syntax, argument, type)
    }
    reindent(text, syntax, argument, place.to, isFixed(argument))
    lines.push(`Segment.${method}(${text.slice(argument.start, argument.end)})${end}`)
  }
  if (rest.length > 0) {
    const parts = rest.map((property) => {
      reindent(text, syntax, property, place.to, isFixed(property))
      return text.slice(property.start, property.end)
    })
    comment(rest[0]?.start ?? from)
    comment(place.range.end)
    lines.push(`return ${helpers.use('emitOutput')}({ ${parts.join(', ')} })${end}`)
  } else {
    comment(place.range.end)
    if (!place.isLast) {
      lines.push(`return${end}`)
    }
  }
  return lines.join(newline + place.to)
}

function commentsIn(
  { code, comments }: Syntax,
  from: number,
  to: number,
  kept: readonly AnyNode[],
): string[] {
  return comments
    .filter(({ start, end }) => start >= from && end <= to)
    .filter(({ start, end }) => !kept.some((node) => start >= node.start && end <= node.end))
    .map(({ start, end }) => code.slice(start, end))
}

function isInTemplate(node: AnyNode, offset: number): boolean {
  if (offset <= node.start || offset >= node.end) {
    return false
  }
  return (
    node.type === 'TemplateElement' || childrenOf(node).some((child) => isInTemplate(child, offset))
  )
}
