/** Finds what a legacy function exports as its handler, and whether that can be rewritten in place. */
import { AppError } from '#preload/errors'
import type {
  AnyNode,
  ArrowFunctionExpression,
  AssignmentExpression,
  ExpressionStatement,
  FunctionDeclaration,
  FunctionExpression,
  Identifier,
} from 'acorn'
import type { Binding, Scopes } from './scopes.ts'
import { childrenOf, isFunction, isLogging, staticKey, type Syntax } from './syntax.ts'

export type FunctionNode = ArrowFunctionExpression | FunctionDeclaration | FunctionExpression

export type Handler =
  | {
      /** The function becomes `onRequest`. */
      readonly kind: 'rewrite'
      readonly fn: FunctionNode
      /** Statement that the new declaration replaces. */
      readonly statement: AnyNode
      /** `exports.processEvents = name`, which goes. */
      readonly exported: AnyNode | null
      /** How it is exported, for when an edit fails after all. */
      readonly name: string | null
      readonly assignment: AssignmentExpression
    }
  | {
      /** The function stays under a name, and a new `onRequest` calls it. */
      readonly kind: 'call'
      readonly name: string | null
      readonly assignment: AssignmentExpression
      readonly statement: AnyNode
      readonly reason: string
    }
  | {
      /** What `exports.processEvents` is can only be known when it runs. */
      readonly kind: 'dynamic'
      readonly node: AnyNode
      readonly reason: string
    }

export interface Exports {
  readonly handler: Handler
  /** `exports` or `module` is used for more than the handler. */
  readonly others: readonly Identifier[]
}

export function findHandler(syntax: Syntax, scopes: Scopes): Exports {
  const uses = ['exports', 'module'].flatMap((name) =>
    (scopes.free.get(name) ?? []).map(({ node }) => node),
  )
  const assignments = uses.flatMap((use) => processEventsAssignment(use, syntax) ?? [])
  const [first] = assignments
  if (first === undefined) {
    return { handler: indirect(uses, syntax, scopes), others: uses }
  }
  const others = uses.filter((use) => !contains(first.left, use))
  const statement = syntax.parentOf(first)
  if (assignments.length > 1 || readsHandler(others, syntax)) {
    const reason = 'exports.processEvents is set or read in more than one place'
    return { handler: { kind: 'dynamic', node: first, reason }, others: uses }
  }
  if (!isTopStatement(statement, syntax)) {
    const reason = 'exports.processEvents is not set at the top of the file'
    return { handler: { kind: 'dynamic', node: first, reason }, others: uses }
  }
  return { handler: direct(first, statement, scopes, syntax), others }
}

/** The assignment whose left side is `exports.processEvents`, when `use` is its `exports`. */
function processEventsAssignment(use: Identifier, syntax: Syntax): AssignmentExpression | null {
  let target: AnyNode | undefined = syntax.parentOf(use)
  if (use.name === 'module') {
    if (
      target?.type !== 'MemberExpression' ||
      staticKey(target.computed, target.property) !== 'exports'
    ) {
      return null
    }
    target = syntax.parentOf(target)
  }
  if (
    target?.type !== 'MemberExpression' ||
    staticKey(target.computed, target.property) !== 'processEvents'
  ) {
    return null
  }
  const assignment = syntax.parentOf(target)
  return assignment?.type === 'AssignmentExpression' &&
    assignment.left === target &&
    assignment.operator === '='
    ? assignment
    : null
}

/** `exports.processEvents(...)` elsewhere in the file: the name must stay. */
function readsHandler(uses: readonly Identifier[], syntax: Syntax): boolean {
  return uses.some((use) => {
    const member = syntax.parentOf(use)
    return (
      member?.type !== 'MemberExpression' ||
      ['processEvents', null].includes(staticKey(member.computed, member.property))
    )
  })
}

function isTopStatement(
  statement: AnyNode | undefined,
  syntax: Syntax,
): statement is ExpressionStatement {
  return statement?.type === 'ExpressionStatement' && syntax.parentOf(statement)?.type === 'Program'
}

function direct(
  assignment: AssignmentExpression,
  statement: ExpressionStatement,
  scopes: Scopes,
  syntax: Syntax,
): Handler {
  const { right } = assignment
  if (isFunction(right)) {
    const reason = whyKept(right, scopes)
    return reason === null
      ? {
          kind: 'rewrite',
          fn: right as FunctionNode,
          statement,
          exported: null,
          name: null,
          assignment,
        }
      : { kind: 'call', name: null, assignment, statement, reason }
  }
  if (right.type === 'Identifier') {
    const binding = scopes.bindingOf(right)
    const declared = binding === undefined ? null : declaredFunction(binding, syntax)
    const reason =
      declared === null
        ? `what ${right.name} is can only be known when the file runs`
        : binding !== undefined && binding.references.length > 1
          ? `${right.name} is called from elsewhere in the file too`
          : whyKept(declared.fn, scopes)
    return declared !== null && reason === null
      ? { kind: 'rewrite', ...declared, exported: statement, name: right.name, assignment }
      : { kind: 'call', name: right.name, assignment, statement, reason: reason ?? '' }
  }
  const reason = 'the handler is made by a call or another expression'
  return { kind: 'call', name: null, assignment, statement, reason }
}

function declaredFunction(
  binding: Binding,
  syntax: Syntax,
): { fn: FunctionNode; statement: AnyNode } | null {
  const [id] = binding.declarations
  if (id === undefined || binding.declarations.length > 1 || !binding.top) {
    return null
  }
  const owner = syntax.parentOf(id)
  if (owner?.type === 'FunctionDeclaration' && owner.id === id) {
    return { fn: owner, statement: owner }
  }
  if (owner?.type !== 'VariableDeclarator' || binding.references.some(({ write }) => write)) {
    return null
  }
  const statement = syntax.parentOf(owner)
  const { init } = owner
  return init &&
    isFunction(init) &&
    statement?.type === 'VariableDeclaration' &&
    statement.declarations.length === 1
    ? { fn: init as FunctionNode, statement }
    : null
}

/** Why a function cannot become `onRequest` itself; `null` when it can. */
function whyKept(fn: AnyNode, scopes: Scopes): string | null {
  if (!isFunction(fn)) {
    return 'the handler is not a plain function'
  }
  if (fn.generator) {
    return 'the handler is a generator'
  }
  const [param, ...rest] = fn.params
  if (rest.length > 0) {
    const used = rest.some((other) => other.type !== 'Identifier' || isReferenced(other, scopes))
    if (used) {
      return 'the handler uses a second parameter, which never had a value'
    }
  }
  if (param?.type === 'RestElement' || param?.type === 'ArrayPattern') {
    return 'the parameter of the handler is not a plain name or {payload}'
  }
  if (usesArguments(fn)) {
    return 'the handler uses arguments'
  }
  if (childrenOf(fn).some(seesAllNames)) {
    return 'the handler uses eval or with, which find names that no rewriting knows'
  }
  if (childrenOf(fn).some(returnsBeforeFinally)) {
    return 'it returns from a try whose finally may still change what is sent'
  }
  const names = param === undefined ? [] : patternNames(param)
  if (names.some((name) => (scopes.bindingOf(name)?.declarations.length ?? 0) > 1)) {
    return 'the parameter of the handler is declared again in its body'
  }
  const own = fn.type === 'FunctionExpression' && fn.id ? scopes.bindingOf(fn.id) : undefined
  return own !== undefined && own.references.length > 0 ? 'the handler calls itself' : null
}

function isReferenced(name: Identifier, scopes: Scopes): boolean {
  return (scopes.bindingOf(name)?.references.length ?? 0) > 0
}

export function patternNames(pattern: AnyNode): Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern]
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        patternNames(property.type === 'RestElement' ? property.argument : property.value),
      )
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? patternNames(element) : []))
    case 'AssignmentPattern':
      return patternNames(pattern.left)
    case 'RestElement':
      return patternNames(pattern.argument)
    default:
      return []
  }
}

function usesArguments(fn: AnyNode): boolean {
  return childrenOf(fn).some(function look(node: AnyNode): boolean {
    if (node.type === 'Identifier' && node.name === 'arguments') {
      return true
    }
    return isFunction(node) && node.type !== 'ArrowFunctionExpression'
      ? false
      : childrenOf(node).some(look)
  })
}

function seesAllNames(node: AnyNode): boolean {
  return (
    node.type === 'WithStatement' ||
    (node.type === 'CallExpression' &&
      node.callee.type === 'Identifier' &&
      node.callee.name === 'eval') ||
    childrenOf(node).some(seesAllNames)
  )
}

/** Logs there change nothing. */
function returnsBeforeFinally(node: AnyNode): boolean {
  if (isFunction(node)) {
    return false
  }
  const { finalizer } = node.type === 'TryStatement' ? node : {}
  return finalizer && !finalizer.body.every(isLogging)
    ? returnsValue(node)
    : childrenOf(node).some(returnsBeforeFinally)
}

function returnsValue(node: AnyNode): boolean {
  return node.type === 'ReturnStatement'
    ? Boolean(node.argument)
    : !isFunction(node) && childrenOf(node).some(returnsValue)
}

/** `module.exports = {...}`, `Object.assign(exports, ...)` and the like. */
function indirect(uses: readonly Identifier[], syntax: Syntax, scopes: Scopes): Handler {
  const named = /\bprocessEvents\b/.test(syntax.code)
  const [use] = uses
  if (use !== undefined && named) {
    const reason = 'exports.processEvents is not set by a plain assignment'
    return { kind: 'dynamic', node: use, reason }
  }
  const modern = scopes.bindings.some(({ name, top }) => top && name === 'onRequest')
  throw new AppError(
    'invalid_input',
    modern || scopes.free.has('onRequest')
      ? 'This function has the modern interface already: it defines onRequest.'
      : 'This is no legacy function: it does not set exports.processEvents.',
    { hint: 'A legacy function reads `exports.processEvents = async (event) => { ... }`.' },
  )
}

function contains(outer: AnyNode, inner: AnyNode): boolean {
  return inner.start >= outer.start && inner.end <= outer.end
}
