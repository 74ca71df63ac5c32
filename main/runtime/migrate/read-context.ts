/** What the code around a value that was read asks of it. */
import type { AnyNode } from 'acorn'
import type { Scopes } from './scopes.ts'
import type { Syntax } from './syntax.ts'

export interface ReadContext {
  /** The node around, past the wrapper of a `?.` chain. */
  parent(node: AnyNode): AnyNode | undefined
  /** Only whether the value is truthy matters. */
  isTest(node: AnyNode): boolean
  /** Null and undefined make no difference here. */
  isNullSafe(node: AnyNode): boolean
  isWritten(node: AnyNode): boolean
}

export function createReadContext(syntax: Syntax, scopes: Scopes): ReadContext {
  function parent(node: AnyNode): AnyNode | undefined {
    const up = syntax.parentOf(node)
    return up?.type === 'ChainExpression' ? syntax.parentOf(up) : up
  }

  function isTest(node: AnyNode): boolean {
    const up = parent(node)
    switch (up?.type) {
      case 'IfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
      case 'ConditionalExpression':
        return up.test === node
      case 'UnaryExpression':
        return up.operator === '!'
      case 'ExpressionStatement':
        return true
      case 'LogicalExpression':
        return up.operator !== '??' && isTest(up)
      default:
        return false
    }
  }

  function isNullSafe(node: AnyNode): boolean {
    const up = parent(node)
    if (isTest(node)) {
      return true
    }
    switch (up?.type) {
      case 'BinaryExpression': {
        const other = up.left === node ? up.right : up.left
        const loose = up.operator === '==' || up.operator === '!='
        const strict = up.operator === '===' || up.operator === '!=='
        return loose || (strict && other.type === 'Literal' && other.value !== null)
      }
      case 'LogicalExpression':
        return (up.left === node && up.operator !== '&&') || isNullSafe(up)
      case 'ConditionalExpression':
        return isNullSafe(up)
      case 'MemberExpression':
        return up.object === node && !up.optional
      case 'SwitchStatement':
        return true
      case 'VariableDeclarator': {
        const binding = up.id.type === 'Identifier' ? scopes.bindingOf(up.id) : undefined
        return (
          binding !== undefined &&
          binding.declarations.length === 1 &&
          binding.references.every(({ node: use, write }) => !write && isNullSafe(use))
        )
      }
      default:
        return false
    }
  }

  function isWritten(node: AnyNode): boolean {
    const up = parent(node)
    return (
      (up?.type === 'AssignmentExpression' && up.left === node) ||
      up?.type === 'UpdateExpression' ||
      (up?.type === 'UnaryExpression' && up.operator === 'delete')
    )
  }

  return { parent, isTest, isNullSafe, isWritten }
}
