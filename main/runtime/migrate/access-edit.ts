/** What is written in place of a read of one header or query parameter, and said about it. */
import type { AnyNode, MemberExpression } from 'acorn'
import type { Helpers } from './helpers.ts'
import { staticKey } from './syntax.ts'
import type { Edit, MapKind } from './tracked.ts'
import type { Replacement } from './value-access.ts'

export const keepsLists: Readonly<Record<MapKind, string>> = {
  headers:
    'Header values were lists of texts, and are used as such here, so they stay lists. Where one text is meant, use request.headers.get(name).',
  query:
    'Query parameters that came more than once were lists of texts, and are used as such here, so they stay what they were. Where one text is meant, use request.url.searchParams.get(name).',
}

export const getsText: Readonly<Record<MapKind, string>> = {
  headers:
    "request.headers.get(name) answers null for a header that is missing, where reading [0] failed before, and joins one that came twice with ', ', where [0] was the first.",
  query:
    'request.url.searchParams.get(name) answers the first text of a query parameter that came more than once, where the event had a list of all.',
}

export function accessEdit(
  replacement: Replacement,
  member: MemberExpression,
  base: () => string,
  helpers: Helpers,
): Edit {
  if ('keep' in replacement) {
    return { node: replacement.node, text: (slice) => slice(replacement.keep) }
  }
  const { node, form, fallback } = replacement
  return {
    node,
    text: (slice) => {
      const name = nameText(member, slice)
      if (form === 'valueFor') {
        return `${helpers.use('valueFor')}(${base()}, ${name})`
      }
      const call = `${base()}.${form}(${name})`
      return fallback === null ? call : `(${call} || ${slice(fallback)})`
    },
  }
}

function nameText(member: MemberExpression, slice: (node: AnyNode) => string): string {
  const key = staticKey(member.computed, member.property)
  return key !== null && !member.computed ? `'${key}'` : slice(member.property)
}
