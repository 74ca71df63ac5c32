/** What the code around an expression does with its value. */
import type { AnyNode } from 'acorn'
import { staticKey, type Syntax } from './syntax.ts'
import type { Kind } from './tracked.ts'

export function isWriteTarget(node: AnyNode, parent: AnyNode | undefined, syntax: Syntax): boolean {
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === node
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true
    case 'AssignmentPattern':
      return parent.left === node
    case 'UnaryExpression':
      return parent.operator === 'delete'
    case 'Property':
      return parent.value === node && syntax.parentOf(parent)?.type === 'ObjectPattern'
    default:
      return false
  }
}

/** The expression that has the same value: `a?.b` around its chain, `headers || {}`. */
export function wrapperOf(node: AnyNode, kind: Kind, syntax: Syntax): AnyNode {
  const parent = syntax.parentOf(node)
  if (parent?.type === 'ChainExpression') {
    return wrapperOf(parent, kind, syntax)
  }
  // All but the body was always there.
  const hasDefault =
    kind !== 'body' &&
    parent?.type === 'LogicalExpression' &&
    parent.operator !== '&&' &&
    parent.left === node &&
    parent.right.type === 'ObjectExpression' &&
    parent.right.properties.length === 0
  return hasDefault ? wrapperOf(parent, kind, syntax) : node
}

/** An argument of `console.*` or `JSON.stringify`, which keep nothing and change nothing. */
export function onlyLooks(node: AnyNode, syntax: Syntax): boolean {
  const call = syntax.parentOf(node)
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') {
    return false
  }
  const { object, computed, property } = call.callee
  const method = staticKey(computed, property)
  return (
    object.type === 'Identifier' &&
    (object.name === 'console' || (object.name === 'JSON' && method === 'stringify'))
  )
}

const TEXT_METHODS = new Set(
  'charAt charCodeAt endsWith match replace search split startsWith substr substring toLowerCase toUpperCase trim trimEnd trimStart'.split(
    ' ',
  ),
)

/** The body is treated as text, so it may be neither JSON nor a form. */
export function isTextUse(node: AnyNode, syntax: Syntax): boolean {
  const parent = syntax.parentOf(node)
  if (parent?.type === 'UnaryExpression') {
    return parent.operator === 'typeof'
  }
  if (parent?.type !== 'MemberExpression' || parent.object !== node) {
    return false
  }
  const call = syntax.parentOf(parent)
  return (
    call?.type === 'CallExpression' &&
    call.callee === parent &&
    TEXT_METHODS.has(staticKey(parent.computed, parent.property) ?? '')
  )
}
