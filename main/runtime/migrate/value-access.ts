/**
 * What a read of one header or query parameter becomes. The old interface gave a list of values
 * or undefined; `get` gives a text or null. Only reads for which that makes no difference are
 * rewritten, the others keep their list.
 */
import type { AnyNode, MemberExpression } from 'acorn'
import type { Scopes } from './scopes.ts'
import type { Syntax } from './syntax.ts'

/** `valueFor` is `get` with undefined for what is missing. */
type Form = 'get' | 'has' | 'valueFor'

export type Replacement =
  | { readonly node: AnyNode; readonly form: Form; readonly fallback: AnyNode | null }
  /** The node becomes the text of another one inside it. */
  | { readonly node: AnyNode; readonly keep: AnyNode }

interface AccessPlan {
  readonly replacements: readonly Replacement[]
  /** Other reads that are part of what is replaced. */
  readonly consumed: readonly AnyNode[]
}

export interface ValueAccess {
  /** `null`: the list itself is needed. */
  plan(member: MemberExpression): AccessPlan | null
}

function one(node: AnyNode, form: Form, fallback: AnyNode | null = null): AccessPlan {
  return { replacements: [{ node, form, fallback }], consumed: [] }
}

export function createValueAccess(syntax: Syntax, scopes: Scopes): ValueAccess {
  const { code } = syntax
  const textOf = (node: AnyNode): string => code.slice(node.start, node.end).replaceAll(/\s+/g, '')

  function parent(node: AnyNode): AnyNode | undefined {
    const up = syntax.parentOf(node)
    return up?.type === 'ChainExpression' ? syntax.parentOf(up) : up
  }

  /** Only whether the value is truthy matters. */
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

  /** Null and undefined make no difference here. */
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

  const orGet = (node: AnyNode): Form => (isNullSafe(node) ? 'get' : 'valueFor')

  /** The node that reads `[0]` of the list, when `list` is read so. */
  function firstOf(list: AnyNode): MemberExpression | null {
    const up = parent(list)
    return up?.type === 'MemberExpression' &&
      up.object === list &&
      up.computed &&
      up.property.type === 'Literal' &&
      (up.property.value === 0 || up.property.value === '0')
      ? up
      : null
  }

  function isWritten(node: AnyNode): boolean {
    const up = parent(node)
    return (
      (up?.type === 'AssignmentExpression' && up.left === node) ||
      up?.type === 'UpdateExpression' ||
      (up?.type === 'UnaryExpression' && up.operator === 'delete')
    )
  }

  /** `list && list[0]`, where the left side is read once more on the right. */
  function guarded(list: AnyNode): { whole: AnyNode; again: AnyNode } | null {
    const up = parent(list)
    if (up?.type !== 'LogicalExpression' || up.operator !== '&&' || up.left !== list) {
      return null
    }
    const { right } = up
    return right.type === 'MemberExpression' &&
      textOf(right) === `${textOf(list)}[0]` &&
      !isWritten(right)
      ? { whole: up, again: right.object }
      : null
  }

  /** `(list || [])[0]` and `(list || ['text'])[0]`. */
  function defaulted(list: AnyNode): AccessPlan | null {
    const up = parent(list)
    if (up?.type !== 'LogicalExpression' || up.operator === '&&' || up.left !== list) {
      return null
    }
    const { right } = up
    const first = firstOf(up)
    if (right.type !== 'ArrayExpression' || right.elements.length > 1 || first === null) {
      return null
    }
    const [element] = right.elements
    if (element === undefined) {
      return one(first, orGet(first))
    }
    return element?.type === 'Literal' ? one(first, 'get', element) : null
  }

  function named(member: MemberExpression): AccessPlan | null {
    const up = parent(member)
    const binding =
      up?.type === 'VariableDeclarator' && up.id.type === 'Identifier'
        ? scopes.bindingOf(up.id)
        : undefined
    if (binding === undefined || binding.declarations.length > 1) {
      return null
    }
    const replacements: Replacement[] = []
    const consumed: AnyNode[] = []
    let form: Form = 'get'
    for (const { node, write } of binding.references) {
      const first = firstOf(node)
      const pair = guarded(node)
      if (write) {
        return null
      }
      if (consumed.includes(node) || isTest(node)) {
        continue
      }
      if (pair !== null) {
        replacements.push({ node: pair.whole, keep: node })
        consumed.push(pair.again)
        form = isNullSafe(pair.whole) ? form : 'valueFor'
      } else if (first !== null && !isWritten(first)) {
        replacements.push({ node: first, keep: node })
        form = first.optional && !isNullSafe(first) ? 'valueFor' : form
      } else {
        return null
      }
    }
    return { replacements: [{ node: member, form, fallback: null }, ...replacements], consumed }
  }

  return {
    plan(member) {
      const first = firstOf(member)
      if (first !== null) {
        return isWritten(first) ? null : one(first, first.optional ? orGet(first) : 'get')
      }
      if (isTest(member)) {
        return one(member, 'has')
      }
      const pair = guarded(member)
      if (pair !== null) {
        return { ...one(pair.whole, orGet(pair.whole)), consumed: [pair.again] }
      }
      const up = parent(member)
      if (up?.type === 'BinaryExpression' && (up.operator === '==' || up.operator === '!=')) {
        const other = up.left === member ? up.right : up.left
        const known =
          other.type === 'Literal' && (other.value === null || typeof other.value === 'string')
        return known || textOf(other) === 'undefined' ? one(member, 'get') : null
      }
      return defaulted(member) ?? named(member)
    },
  }
}
