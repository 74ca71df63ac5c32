/**
 * What a read of one query parameter becomes. The old interface gave its text, undefined, or a
 * list when the name came more than once; `get` gives the first text or null. Code that treats
 * it as a list keeps what it had.
 */
import type { AnyNode, CallExpression } from 'acorn'
import type { ReadContext } from './read-context.ts'
import type { Scopes } from './scopes.ts'
import { staticKey } from './syntax.ts'
import { one, type ValueAccess } from './value-access.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const LIST_METHODS = words(
  'entries every fill filter find findIndex flat flatMap forEach join keys map pop push reduce reduceRight reverse shift some sort splice unshift values',
)
/** Functions of `Array` and of lodash that are called with lists. */
const LIST_FUNCTIONS = words(
  'castArray compact each every filter find first forEach from head isArray last map some uniq',
)

function takesList({ callee }: CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') {
    return false
  }
  const name = staticKey(callee.computed, callee.property)
  return /^(?:_|lodash|Array)$/.test(callee.object.name) && LIST_FUNCTIONS.has(name ?? '')
}

export function createQueryAccess(
  scopes: Scopes,
  { parent, isNullSafe, isWritten }: ReadContext,
): ValueAccess {
  function isListUse(node: AnyNode): boolean {
    const up = parent(node)
    switch (up?.type) {
      case 'MemberExpression': {
        const key = staticKey(up.computed, up.property)
        return up.object === node && (key === null || /^\d+$/.test(key) || LIST_METHODS.has(key))
      }
      case 'CallExpression':
        return up.arguments[0] === node && takesList(up)
      case 'SpreadElement':
        return true
      case 'ForOfStatement':
        return up.right === node
      case 'LogicalExpression':
        return up.right.type === 'ArrayExpression' || isListUse(up)
      case 'ConditionalExpression':
        return up.test !== node && isListUse(up)
      case 'VariableDeclarator': {
        const binding = up.id.type === 'Identifier' ? scopes.bindingOf(up.id) : undefined
        return (
          binding === undefined ||
          binding.declarations.length > 1 ||
          binding.references.some(({ node: use }) => isListUse(use))
        )
      }
      default:
        return false
    }
  }

  return {
    plan: (member) =>
      isWritten(member) || isListUse(member)
        ? null
        : one(member, isNullSafe(member) ? 'get' : 'valueFor'),
  }
}
