/** Names of the author's that mean something else in the modern interface. */
import type { MagicString } from 'magic-string'
import type { Exports } from './handler.ts'
import { freeName } from './helpers.ts'
import type { Reference, Scopes } from './scopes.ts'
import type { Syntax } from './syntax.ts'

/** Names of the new handler's parameters. */
export interface Names {
  readonly request: string
  settings: string
}

interface RenameContext {
  readonly found: Exports
  readonly scopes: Scopes
  readonly syntax: Syntax
  readonly text: MagicString
}

/** Moves the author's own `Segment` and `onRequest` out of the way. */
export function renameAll({ found, scopes, syntax, text }: RenameContext): void {
  const { handler } = found
  for (const name of ['Segment', 'onRequest']) {
    const free = scopes.free.get(name) ?? []
    const own = [
      ...scopes.bindings.filter(
        (binding) => binding.name === name && (name === 'Segment' || binding.top),
      ),
      // An assignment to an undeclared name makes a global of it.
      ...(free.some(({ write }) => write) ? [{ declarations: [], references: free }] : []),
    ]
    const to = freeName(scopes, [name === 'Segment' ? 'LegacySegment' : 'legacyOnRequest'])
    for (const { declarations, references } of own) {
      const isHandler =
        handler.kind === 'rewrite' &&
        declarations.some(
          ({ start, end }) => start >= handler.statement.start && end <= handler.fn.body.start,
        )
      if (!isHandler) {
        const nodes = [...declarations, ...references.map(({ node }: Reference) => node)]
        rename(nodes, to, syntax, text)
      }
    }
  }
}

function rename(
  nodes: readonly Reference['node'][],
  to: string,
  syntax: Syntax,
  text: MagicString,
): void {
  for (const node of nodes) {
    const direct = syntax.parentOf(node)
    const parent = direct?.type === 'AssignmentPattern' ? syntax.parentOf(direct) : direct
    const isShorthand = parent?.type === 'Property' && parent.shorthand
    text.overwrite(node.start, node.end, isShorthand ? `${node.name}: ${to}` : to)
  }
}
