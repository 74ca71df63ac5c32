/** Turns what a handler returns into what the modern interface sends. */
import type { AnyNode, ReturnStatement } from 'acorn'
import { composeCalls, type ComposeOptions, type Place } from './compose-calls.ts'
import type { FunctionNode } from './handler.ts'
import { notesOn, planOutput, type OutputPlan } from './output-plan.ts'
import type { Scopes } from './scopes.ts'
import { childrenOf, indentAt, isFunction, isLogging, type Syntax } from './syntax.ts'
import { removeStatement } from './text-edits.ts'
import type { Note } from './tracked.ts'

export interface ReturnsOptions extends ComposeOptions {
  readonly scopes: Scopes
  readonly notes: Note[]
}

export function rewriteReturns(fn: FunctionNode, options: ReturnsOptions): void {
  for (const statement of returnsOf(fn.body)) {
    rewriteReturn(statement, fn, options)
  }
}

/** Text of the body of a handler that was one expression. */
export function expressionBody(fn: FunctionNode, indent: string, options: ReturnsOptions): string {
  const { syntax, text, helpers } = options
  const { newline, indent: unit, end } = syntax.style
  const plan = planOutput(fn.body, syntax, options.scopes)
  const inner = indent + unit
  const content =
    plan === null
      ? `return ${helpers.use('emitOutput')}(${asArgument(fn.body, text)})${end}`
      : composeCalls(plan, { range: fn.body, to: inner, isLast: true }, options)
  noteAll(plan, options)
  return `{${newline}${inner}${content}${newline}${indent}}`
}

/** What follows a comma would be a second argument. */
function asArgument(node: AnyNode, text: ReturnsOptions['text']): string {
  const argument = text.slice(node.start, node.end)
  return node.type === 'SequenceExpression' ? `(${argument})` : argument
}

function returnsOf(node: AnyNode): ReturnStatement[] {
  if (node.type === 'ReturnStatement') {
    return [node]
  }
  return childrenOf(node).flatMap((child) => (isFunction(child) ? [] : returnsOf(child)))
}

function rewriteReturn(
  statement: ReturnStatement,
  fn: FunctionNode,
  options: ReturnsOptions,
): void {
  const { syntax, scopes, text } = options
  const { argument } = statement
  if (!argument || inlineVariable(statement, fn, options)) {
    return
  }
  const plan = planOutput(argument, syntax, scopes)
  if (plan === null || !canSplit(plan, statement, syntax)) {
    wrapArgument(statement, argument, options)
    return
  }
  noteAll(plan, options)
  const isLast = isTail(statement, fn, syntax)
  if (plan.calls.length + plan.rest.length === 0 && isLast && removable(statement, fn, syntax)) {
    removeStatement(text, syntax, statement)
    return
  }
  overwriteWith(statement, plan, isLast && plan.calls.length > 0, options)
}

function overwriteWith(
  statement: AnyNode,
  plan: OutputPlan,
  isLast: boolean,
  options: ReturnsOptions,
): void {
  const { syntax, text } = options
  const { newline, indent: unit, end } = syntax.style
  const { code } = syntax
  if (isListed(statement, syntax)) {
    const indent = indentAt(code, statement.start)
    const place: Place = { range: statement, to: indent, isLast }
    text.overwrite(statement.start, statement.end, composeCalls(plan, place, options))
    return
  }
  // The only statement of an `if` or `else`: several need a block, which opens on its line.
  const start = code.slice(0, statement.start).trimEnd().length
  const indent = indentAt(code, start)
  const place: Place = { range: statement, to: indent + unit, isLast }
  const content = composeCalls(plan, place, options)
  if (content === `return${end}`) {
    text.overwrite(statement.start, statement.end, content)
  } else {
    const block = ` {${newline}${place.to}${content}${newline}${indent}}`
    text.overwrite(start, statement.end, block)
  }
}

/** `return X` sends what X will be; a promise in it is awaited where it was before. */
function wrapArgument(
  { start }: ReturnStatement,
  argument: AnyNode,
  { syntax, text, helpers }: ReturnsOptions,
): void {
  const name = helpers.use('emitOutput')
  const between = syntax.code.slice(start + 'return'.length, argument.start)
  if (argument.type === 'SequenceExpression') {
    // One argument, not several.
    text.appendLeft(argument.start, `${name}((`)
    text.appendRight(argument.end, '))')
  } else if (/^\s*\(\s*$/.test(between)) {
    // The parentheses that are there become those of the call.
    text.overwrite(start + 'return'.length, argument.start, ` ${name}${between.trimStart()}`)
  } else {
    text.appendLeft(argument.start, `${name}(`)
    text.appendRight(argument.end, ')')
  }
}

/**
 * `const output = {...}; return output`: the calls take the place of the declaration, when
 * nothing that matters happens between the two.
 */
function inlineVariable(
  statement: ReturnStatement,
  fn: FunctionNode,
  options: ReturnsOptions,
): boolean {
  const { syntax, scopes, text } = options
  const binding =
    statement.argument?.type === 'Identifier' ? scopes.bindingOf(statement.argument) : undefined
  const [id] = binding?.declarations ?? []
  const declarator = id === undefined ? undefined : syntax.parentOf(id)
  if (
    binding?.references.length !== 1 ||
    binding.declarations.length !== 1 ||
    declarator?.type !== 'VariableDeclarator' ||
    !declarator.init
  ) {
    return false
  }
  const declaration = syntax.parentOf(declarator)
  const block = syntax.parentOf(statement)
  if (
    declaration?.type !== 'VariableDeclaration' ||
    declaration.declarations.length !== 1 ||
    block?.type !== 'BlockStatement' ||
    syntax.parentOf(declaration) !== block
  ) {
    return false
  }
  const body: readonly AnyNode[] = block.body
  const between = body.slice(body.indexOf(declaration) + 1, body.indexOf(statement))
  const plan = planOutput(declarator.init, syntax, scopes)
  if (
    plan === null ||
    plan.rest.length > 0 ||
    plan.calls.length === 0 ||
    !canSplit(plan, statement, syntax) ||
    !between.every(isLogging) ||
    // A log that fails must not leave sent what would not have been returned.
    (between.length > 0 && isInTry(statement, syntax))
  ) {
    return false
  }
  noteAll(plan, options)
  const isLast = isTail(statement, fn, syntax)
  overwriteWith(declaration, plan, true, options)
  if (isLast) {
    removeStatement(text, syntax, statement)
  } else {
    text.overwrite(statement.start, statement.end, `return${syntax.style.end}`)
  }
  return true
}

/**
 * In a `try`, an event that cannot be made must not leave the ones before it sent: whoever
 * catches the error may send others.
 */
function canSplit(plan: OutputPlan, statement: AnyNode, syntax: Syntax): boolean {
  return plan.calls.length + plan.rest.length <= 1 || !isInTry(statement, syntax)
}

function isInTry(node: AnyNode, syntax: Syntax): boolean {
  const parent = syntax.parentOf(node)
  if (parent === undefined || isFunction(parent)) {
    return false
  }
  return (
    (parent.type === 'TryStatement' && parent.handler !== node && parent.finalizer !== node) ||
    isInTry(parent, syntax)
  )
}

/** Nothing of the handler runs after the statement. */
function isTail(node: AnyNode, fn: FunctionNode, syntax: Syntax): boolean {
  const parent = syntax.parentOf(node)
  if (parent?.type === 'BlockStatement') {
    return parent.body.at(-1) === node && (parent === fn.body || isTail(parent, fn, syntax))
  }
  return parent?.type === 'IfStatement' && isTail(parent, fn, syntax)
}

function removable(statement: AnyNode, fn: FunctionNode, syntax: Syntax): boolean {
  return syntax.parentOf(statement) === fn.body
}

/** Stands in a list of statements, so that several may take its place. */
function isListed(statement: AnyNode, syntax: Syntax): boolean {
  const parent = syntax.parentOf(statement)
  return parent?.type === 'BlockStatement' || parent?.type === 'SwitchCase'
}

function noteAll(plan: OutputPlan | null, { syntax, notes }: ReturnsOptions): void {
  for (const call of plan?.calls ?? []) {
    notes.push(...notesOn(call, syntax))
  }
}
