/**
 * The user's text as a script of its own: unwrapped and sloppy, so that hoisting, implicit
 * globals and positions are those of the file. A parser is asked only when V8 cannot know.
 */
import { parse } from 'acorn'
import { simple } from 'acorn-walk'
import { userFile, type Failure } from './failure.ts'
import { withoutReturns } from './top-level-returns.ts'
import { Script } from './vm.ts'

export interface Compiled {
  readonly script: Script
  /** Thrown in place of a top-level `return`; not an error. */
  readonly returnMark: string | null
  /** What V8 has compiled. */
  readonly text: string
  /** From a place in that to the same place in what the user wrote, without its BOM. */
  toOriginal(offset: number): number
  /** A result with the places of errors as the user's text has them. */
  withPlaces(result: string): string
}

const same = <T>(value: T): T => value

const moduleAdvice =
  'Functions have no imports and exports: the libraries they may use are globals already, such ' +
  'as _ and fetch, and their handler is the function named onRequest'

export function compile(text: string): Compiled | Failure {
  const code = ownName(text.replace(/^\uFEFF/, ''))
  const imports = /\bimport\b/.test(code) ? findImport(code) : null
  if (imports !== null) {
    return syntaxFailure(moduleAdvice, imports.line, imports.column)
  }
  try {
    const script = new Script(code, { filename: userFile })
    return { script, returnMark: null, text: code, toOriginal: same, withPlaces: same }
  } catch (error) {
    if (error instanceof SyntaxError && error.message === 'Illegal return statement') {
      return compileWithReturns(code) ?? fromV8(error)
    }
    return fromV8(error)
  }
}

/** Bundlers name what they made: V8 would give places under that name, which nobody looks for. */
function ownName(code: string): string {
  return code.replaceAll(/^([ \t]*\/\/[#@][ \t]*)sourceURL(?==)/gm, '$1sourceUrl')
}

interface Place {
  readonly line: number
  readonly column: number
}

/** V8 would take `import()`; what else is of modules it refuses itself. */
function findImport(code: string): Place | null {
  let place: Place | null = null
  try {
    const tree = parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      locations: true,
      allowReturnOutsideFunction: true,
      allowHashBang: true,
    })
    simple(tree, {
      ImportExpression({ loc }) {
        place ??= loc ? { line: loc.start.line, column: loc.start.column + 1 } : null
      },
    })
  } catch {
    // No script: V8 finds the place and the words for that.
  }
  return place
}

/** A top-level `return` ends the script: upstream runs the text inside a function. */
function compileWithReturns(code: string): Compiled | null {
  try {
    const made = withoutReturns(code)
    return { script: new Script(made.text, { filename: userFile }), ...made }
  } catch {
    return null
  }
}

function syntaxFailure(message: string, line: number | null, column: number | null): Failure {
  const at = line === null ? '' : `\n    at ${userFile}:${line}:${column ?? 1}`
  return {
    error: { name: 'SyntaxError', message, line, column, stack: `SyntaxError: ${message}${at}` },
    output: null,
  }
}

const moduleErrors =
  /^(?:Unexpected token 'export'|Cannot use (?:import statement|'import\.meta') outside a module)$/

/** V8 puts `file:line`, the source line and a row of carets in front of the stack. */
function fromV8(error: unknown): Failure {
  const { message: found, stack = '' } = error as Error
  const message = moduleErrors.test(found) ? moduleAdvice : found
  const line = /^function\.js:(\d+)/.exec(stack)
  if (line === null) {
    return syntaxFailure(message, null, null)
  }
  // At the end of the text the row has no caret, only what is up to it: tabs stay tabs.
  const row = /^[ \t]*/.exec(stack.split('\n')[2] ?? '')?.[0] ?? ''
  return syntaxFailure(message, Number(line[1]), row.length + 1)
}
