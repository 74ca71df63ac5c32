/**
 * Rewrites a legacy function (`exports.processEvents`) to the modern interface (`onRequest`),
 * by its syntax tree, so that comments and formatting stay. What cannot be rewritten safely is
 * left as it is, works on through a helper, and gets a note.
 */
import type { AnyNode } from 'acorn'
import { MagicString } from 'magic-string'
import { rewriteHandler } from './rewrite-handler.ts'
import { findHandler, type Exports, type Handler } from './handler.ts'
import { createHelpers, freeName } from './helpers.ts'
import { renameAll, type Names } from './names.ts'
import { analyseScopes, type Scopes } from './scopes.ts'
import { parseFunction, type Syntax } from './syntax.ts'
import { removeStatement } from './text-edits.ts'
import type { Note } from './tracked.ts'

export interface Migration {
  readonly code: string
  /** `line` is that of the legacy code; in order of lines. */
  readonly notes: readonly Note[]
}

export interface MigrateOptions {
  /** Bodies may be text that is neither JSON nor a form, which `request.json()` refuses. */
  readonly anyBody?: boolean
}

/** Throws an AppError `invalid_input` when the code is no legacy function or does not parse. */
export function migrateLegacy(code: string, options: MigrateOptions = {}): Migration {
  const syntax = parseFunction(code)
  const scopes = analyseScopes(syntax.program)
  const found = findHandler(syntax, scopes)
  try {
    const migration = rewrite(syntax, scopes, found, options)
    parseFunction(migration.code)
    return migration
  } catch (error) {
    const { handler, others } = found
    if (handler.kind !== 'rewrite') {
      throw error
    }
    // A corner of the language that the edits do not foresee: the function itself stays whole.
    return rewrite(syntax, scopes, { handler: keepWhole(handler), others }, options)
  }
}

function keepWhole(handler: Extract<Handler, { kind: 'rewrite' }>): Handler {
  const { name, assignment, exported, statement } = handler
  const reason = 'an edit did not fit this code'
  return { kind: 'call', name, assignment, statement: exported ?? statement, reason }
}

function rewrite(
  syntax: Syntax,
  scopes: Scopes,
  found: Exports,
  options: MigrateOptions,
): Migration {
  const { code } = syntax
  const text = new MagicString(code)
  const helpers = createHelpers(scopes, syntax.style)
  const notes: Note[] = []
  const names: Names = {
    request: freeName(scopes, ['request', 'req', 'incomingRequest']),
    settings: freeName(scopes, ['settings', 'sourceSettings']),
  }
  renameAll({ found, scopes, syntax, text })
  const context = { syntax, scopes, text, helpers, notes, names, anyBody: options.anyBody === true }
  if (found.handler.kind === 'rewrite') {
    rewriteHandler(found.handler, context)
  }
  const caller = callerOf(found, scopes, syntax, text, notes)
  shimExports(found, syntax, text, notes)
  noteRequire(scopes, syntax, notes)

  const { newline, indent, end } = syntax.style
  const added: string[] = []
  if (caller !== null) {
    const event = `${helpers.use('legacyEvent')}(${names.request}, ${names.settings})`
    added.push(
      [
        `async function onRequest(${names.request}, ${names.settings}) {`,
        `${indent}return ${helpers.use('emitOutput')}(${caller}(${event}))${end}`,
        '}',
      ].join(newline),
    )
  }
  const helperText = helpers.text()
  if (helperText !== '') {
    added.push(helperText)
  }
  if (added.length > 0) {
    text.trimEnd()
    text.append(`${newline}${newline}${added.join(newline + newline)}${newline}`)
  }
  return { code: text.toString(), notes: inOrder(notes) }
}

/** What the new handler calls, when the old one stays as it is. */
function callerOf(
  { handler }: Exports,
  scopes: Scopes,
  syntax: Syntax,
  text: MagicString,
  notes: Note[],
): string | null {
  if (handler.kind === 'rewrite') {
    return null
  }
  const node = handler.kind === 'call' ? handler.statement : handler.node
  notes.push({
    line: syntax.lineOf(node),
    message: `The handler could not be rewritten (${handler.reason}), so it stays as it is and a new onRequest calls it.`,
  })
  if (handler.kind === 'dynamic') {
    return scopes.free.has('module') ? 'module.exports.processEvents' : 'exports.processEvents'
  }
  if (handler.name !== null) {
    removeStatement(text, syntax, handler.statement)
    return handler.name === 'onRequest' ? 'legacyOnRequest' : handler.name
  }
  const name = freeName(scopes, ['processEvents', 'legacyProcessEvents'])
  const { left, right } = handler.assignment
  text.overwrite(left.start, right.start, `const ${name} = `)
  return name
}

/** `exports` does not exist in modern functions: an object of that name keeps the rest working. */
function shimExports({ others }: Exports, syntax: Syntax, text: MagicString, notes: Note[]): void {
  const [first] = others
  if (first === undefined) {
    return
  }
  const { newline, end } = syntax.style
  const lines = [`var exports = {}${end}`]
  if (others.some(({ name }) => name === 'module')) {
    lines.push(`var module = { exports: exports }${end}`)
  }
  // Without a semicolon of its own, what begins with a bracket would go on with the last line.
  const goesOn = end === '' && /[([`+\-/]/.test(firstOfCode(syntax))
  text.appendRight(startOfCode(syntax), `${lines.join(newline)}${goesOn ? ';' : ''}${newline}`)
  notes.push({
    line: syntax.lineOf(first),
    message:
      'Modern functions have no exports: an object of that name keeps what else uses it working.',
  })
}

function firstStatement({ program }: Syntax): AnyNode | undefined {
  return program.body.find((node) => !('directive' in node))
}

function firstOfCode(syntax: Syntax): string {
  return syntax.code[firstStatement(syntax)?.start ?? syntax.code.length] ?? ''
}

/** After directives such as 'use strict', which must stay first. */
function startOfCode(syntax: Syntax): number {
  const first = firstStatement(syntax)
  const { code } = syntax
  if (first === undefined) {
    return code.length
  }
  return code.lastIndexOf('\n', first.start - 1) + 1
}

function noteRequire(scopes: Scopes, syntax: Syntax, notes: Note[]): void {
  for (const { node } of scopes.free.get('require') ?? []) {
    notes.push({
      line: syntax.lineOf(node),
      message:
        'Functions have no require: the libraries they may use are globals already, such as crypto and _.',
    })
  }
}

function inOrder(notes: readonly Note[]): Note[] {
  const seen = new Set<string>()
  return notes
    .filter(({ line, message }) => {
      const key = `${line} ${message}`
      return !seen.has(key) && seen.add(key)
    })
    .toSorted((a, b) => a.line - b.line)
}
