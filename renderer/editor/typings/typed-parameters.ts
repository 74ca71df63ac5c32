/**
 * Where types are put in, as JSDoc: at the parameters of the handler, and at parameters named
 * `request` and `settings` of other functions. JavaScript's own parameters have none, and nobody
 * should have to write them.
 */
import type {
  Node,
  SourceFile,
  TypeScript,
} from 'monaco-editor/languages/features/typescript/ts.worker'
import type { Insertion, Insertions } from './insertions.ts'

const MODERN = ['ServerRequest', 'HookbenchSettings']
const LEGACY = ['HookbenchLegacyEvent', 'HookbenchSettings']
const BY_NAME: Readonly<Record<string, string>> = {
  request: 'ServerRequest',
  settings: 'HookbenchSettings',
}

/** Longer texts are not functions that somebody types. */
const LONGEST = 1_000_000

export function typedParameters(ts: TypeScript, text: string): Insertions {
  if (text.length > LONGEST) {
    return []
  }
  const file = ts.createSourceFile(
    'function.js',
    text,
    ts.ScriptTarget.Latest,
    false,
    ts.ScriptKind.JS,
  )
  const insertions: Insertion[] = []

  function annotate(fn: Node, types: readonly (string | undefined)[]): void {
    if (text.slice(fn.pos, fn.getStart(file)).includes('@param')) {
      return
    }
    for (const [index, parameter] of (fn.parameters ?? []).entries()) {
      const type = types[index]
      const at = parameter.getStart(file)
      // One that the user has typed keeps the user's type.
      if (type !== undefined && !text.slice(parameter.pos, at).includes('/**')) {
        insertions.push({ at, text: `/** @type {${type}} */ ` })
      }
    }
  }

  function visit(node: Node): void {
    const handler = handlerOf(ts, node, file)
    if (handler !== undefined) {
      annotate(handler.fn, handler.types)
    } else if (ts.isFunctionDeclaration(node)) {
      annotate(
        node,
        (node.parameters ?? []).map((parameter) => BY_NAME[nameOf(parameter, file)]),
      )
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return insertions.toSorted((a, b) => a.at - b.at)
}

function nameOf(parameter: Node, file: SourceFile): string {
  return parameter.name?.getText(file) ?? ''
}

function handlerOf(
  ts: TypeScript,
  node: Node,
  file: SourceFile,
): { fn: Node; types: readonly string[] } | undefined {
  if (ts.isFunctionDeclaration(node)) {
    return node.name?.getText(file) === 'onRequest' ? { fn: node, types: MODERN } : undefined
  }
  const [target, value] = ts.isVariableDeclaration(node)
    ? [node.name, node.initializer]
    : ts.isBinaryExpression(node)
      ? [node.left, node.right]
      : []
  if (target === undefined || value === undefined) {
    return undefined
  }
  if (!ts.isFunctionExpression(value) && !ts.isArrowFunction(value)) {
    return undefined
  }
  const name = target.getText(file)
  if (name === 'onRequest') {
    return { fn: value, types: MODERN }
  }
  return /^(?:module\.)?exports\.processEvents$/.test(name)
    ? { fn: value, types: LEGACY }
    : undefined
}
