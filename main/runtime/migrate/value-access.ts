/**
 * What a read of one header becomes. The old interface gave a list of values or undefined; `get`
 * gives a text or null. Only reads for which that makes no difference are rewritten, the others
 * keep their list.
 */
import type { AnyNode, MemberExpression } from 'acorn'
import type { ReadContext } from './read-context.ts'
import type { Scopes } from './scopes.ts'
import type { Syntax } from './syntax.ts'

/** `valueFor` is `get` with undefined for what is missing. */
type Form = 'get' | 'has' | 'valueFor'

export type Replacement =
  | { readonly node: AnyNode; readonly form: Form; readonly fallback: AnyNode | null }
  /** The node becomes the text of another one inside it. */
  | { readonly node: AnyNode; readonly keep: AnyNode }

export interface AccessPlan {
  readonly replacements: readonly Replacement[]
  /** Other reads that are part of what is replaced. */
  readonly consumed: readonly AnyNode[]
}

export interface ValueAccess {
  /** `null`: what the old interface gave is needed itself. */
  plan(member: MemberExpression): AccessPlan | null
}

export function one(node: AnyNode, form: Form, fallback: AnyNode | null = null): AccessPlan {
  return { replacements: [{ node, form, fallback }], consumed: [] }
}

export function createValueAccess(
  { code }: Syntax,
  scopes: Scopes,
  { parent, isTest, isNullSafe, isWritten }: ReadContext,
): ValueAccess {
  const textOf = (node: AnyNode): string => code.slice(node.start, node.end).replaceAll(/\s+/g, '')
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
