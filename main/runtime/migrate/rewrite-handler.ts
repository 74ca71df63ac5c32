/** Makes the handler `async function onRequest(request, settings)`, in place. */
import type { AnyNode, VariableDeclarator } from 'acorn'
import type { MagicString } from 'magic-string'
import { patternNames, type FunctionNode, type Handler } from './handler.ts'
import type { Helpers } from './helpers.ts'
import type { Names } from './names.ts'
import { expressionBody, rewriteReturns } from './returns.ts'
import type { Scopes } from './scopes.ts'
import { indentAt, type Syntax } from './syntax.ts'
import { removeStatement } from './text-edits.ts'
import type { Edit, Note, Piece } from './tracked.ts'
import { Tracker } from './tracker.ts'

export interface RewriteContext {
  readonly syntax: Syntax
  readonly scopes: Scopes
  readonly text: MagicString
  readonly helpers: Helpers
  readonly notes: Note[]
  readonly names: Names
  readonly anyBody: boolean
}

type Rewrite = Extract<Handler, { kind: 'rewrite' }>

export function rewriteHandler(handler: Rewrite, context: RewriteContext): void {
  const { text, syntax, notes } = context
  const { fn } = handler
  const use = followEvent(fn, context)
  notes.push(...use.notes)
  for (const { node, text: textOf } of bySize(use.edits)) {
    text.overwrite(
      node.start,
      node.end,
      textOf((inner) => text.slice(inner.start, inner.end)),
    )
  }
  for (const { declarator, pieces } of use.emptied) {
    rewriteDeclarator(declarator, pieces, context)
  }
  const edited = [
    ...use.edits.map(({ node }) => node),
    ...use.emptied.map((each) => each.declarator),
  ]
  const returns = { ...context, edited }
  const { names } = context
  const signature = `async function onRequest(${names.request}, ${names.settings}) `
  const indent = indentAt(syntax.code, handler.statement.start)
  let body = ''
  if (fn.body.type === 'BlockStatement') {
    insertFirst(fn, use.first, context)
    rewriteReturns(fn, returns)
  } else {
    body = expressionBody(fn, indent, returns)
    if (use.first.length > 0) {
      const { newline, indent: unit } = syntax.style
      const lines = use.first.map((line) => `${newline}${indent}${unit}${line}`)
      body = `{${lines.join('')}${body.slice(1)}`
    }
  }
  replaceDeclaration(handler, signature, body, context)
}

interface EventUse {
  readonly edits: readonly Edit[]
  readonly emptied: Tracker['emptied']
  /** Statements for the start of the body. */
  readonly first: readonly string[]
  readonly notes: readonly Note[]
}

function followEvent(fn: FunctionNode, context: RewriteContext): EventUse {
  const { syntax, scopes, helpers, names } = context
  const { end } = syntax.style
  const given = fn.params[0]
  const param = given?.type === 'AssignmentPattern' ? given.left : given
  const tracker = new Tracker(context)
  let pieces: Piece[] | null = []
  if (param?.type === 'Identifier') {
    const binding = scopes.bindingOf(param)
    if (binding !== undefined) {
      tracker.followBinding(binding, 'event')
    }
  } else if (param?.type === 'ObjectPattern') {
    pieces = tracker.takeApart(param, 'event')
  }
  const textOf = (node: AnyNode): string => context.text.slice(node.start, node.end)
  if (param !== undefined && (tracker.escape !== null || pieces === null)) {
    const isSet = patternNames(param).some((name) =>
      scopes.bindingOf(name)?.references.some(({ write }) => write),
    )
    const event = `${helpers.use('legacyEvent')}(${names.request}, ${names.settings})`
    const note = tracker.escape ?? {
      line: syntax.lineOf(param),
      message:
        'The event is taken apart in a way that cannot be followed, so the function still gets it in its old form.',
    }
    return {
      edits: [],
      emptied: [],
      first: [`${isSet ? 'let' : 'const'} ${textOf(param)} = ${event}${end}`],
      notes: [note],
    }
  }
  if (tracker.takesSettings) {
    names.settings = 'settings'
  }
  const { edits, notes } = tracker.finish()
  const first = (pieces ?? []).map(
    ({ target, init, written }) =>
      `${written ? 'let' : 'const'} ${textOf(target)} = ${init()}${end}`,
  )
  return { edits, emptied: tracker.emptied, first, notes }
}

/** Inner ones first, so that outer ones take up their text. */
function bySize(edits: readonly Edit[]): Edit[] {
  return edits.toSorted((a, b) => a.node.end - a.node.start - (b.node.end - b.node.start))
}

function rewriteDeclarator(
  declarator: VariableDeclarator,
  pieces: readonly Piece[],
  { syntax, text }: RewriteContext,
): void {
  const declaration = syntax.parentOf(declarator)
  const [piece] = pieces
  if (declaration?.type !== 'VariableDeclaration') {
    return
  }
  const textOf = (node: AnyNode): string => text.slice(node.start, node.end)
  const isAlone = declaration.declarations.length === 1
  if (piece === undefined) {
    removeDeclarator(declarator, declaration, syntax, text)
  } else if (declarator.init && piece.target === declarator.id) {
    text.overwrite(declarator.init.start, declarator.init.end, piece.init())
  } else {
    const { newline, end } = syntax.style
    const separator = isAlone
      ? `${end}${newline}${indentAt(syntax.code, declaration.start)}${declaration.kind} `
      : ', '
    const parts = pieces.map(({ target, init }) => `${textOf(target)} = ${init()}`)
    text.overwrite(declarator.start, declarator.end, parts.join(separator))
  }
}

function removeDeclarator(
  declarator: VariableDeclarator,
  declaration: Extract<AnyNode, { type: 'VariableDeclaration' }>,
  syntax: Syntax,
  text: MagicString,
): void {
  const { declarations } = declaration
  const index = declarations.indexOf(declarator)
  const next = declarations[index + 1]
  const previous = declarations[index - 1]
  if (next !== undefined) {
    text.remove(declarator.start, next.start)
  } else if (previous !== undefined) {
    text.remove(previous.end, declarator.end)
  } else {
    removeStatement(text, syntax, declaration)
  }
}

function insertFirst(fn: FunctionNode, lines: readonly string[], context: RewriteContext): void {
  const { syntax, text } = context
  if (lines.length === 0 || fn.body.type !== 'BlockStatement') {
    return
  }
  const { newline, indent: unit } = syntax.style
  const directives = fn.body.body.filter((node) => 'directive' in node)
  const at = directives.at(-1)?.end ?? fn.body.start + 1
  const indent = indentAt(syntax.code, fn.body.start) + unit
  const start = newline + indent
  // In a body on one line, what follows needs a line of its own too.
  const isLineEnd = /^[ \t]*(?:\/\/.*)?(?:\r?\n|$)/.test(syntax.code.slice(at))
  const added = lines.map((line) => start + line).join('')
  text.appendLeft(at, isLineEnd ? added : added + start)
}

/** `body` is `''` when the function has one already. */
function replaceDeclaration(
  { fn, statement, exported }: Rewrite,
  signature: string,
  body: string,
  { syntax, text }: RewriteContext,
): void {
  const { newline } = syntax.style
  const comments = syntax.comments
    .filter(({ start, end }) => start >= statement.start && end <= fn.body.start)
    .map(({ start, end }) => syntax.code.slice(start, end) + newline)
  const head = comments.join('') + signature
  if (body === '') {
    text.overwrite(statement.start, fn.body.start, head)
    if (fn.body.end < statement.end) {
      text.remove(fn.body.end, statement.end)
    }
  } else {
    text.overwrite(statement.start, statement.end, head + body)
  }
  if (exported !== null) {
    removeStatement(text, syntax, exported)
  }
}
