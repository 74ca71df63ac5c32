/**
 * A kind of event carries the names of the other kinds as `name?: undefined`, so that reading one
 * before the kind is asked for is no error. Where the kind is known they are nothing to offer, and
 * neither are the other words of the text where the members are known.
 */
import type {
  Node,
  Program,
  TypeScript,
} from 'monaco-editor/languages/features/typescript/ts.worker'
import { hasEntries, WORD } from './hide-inserted-words.ts'

export function hideOtherKinds(
  ts: TypeScript,
  { program, fileName, at }: { program: Program; fileName: string; at: number },
  completions: unknown,
): unknown {
  const file = program.getSourceFile(fileName)
  if (file === undefined || !hasEntries(completions)) {
    return completions
  }
  const object = objectAt(ts, file, at)
  if (object === undefined) {
    return completions
  }
  const checker = program.getTypeChecker()
  const type = checker.getTypeAtLocation(object)
  const isKnown = completions.entries.some((entry) => !isWord(entry))
  const isHidden = (entry: unknown): boolean => {
    if (typeof entry !== 'object' || entry === null || !('name' in entry)) {
      return false
    }
    if (isKnown && isWord(entry)) {
      return true
    }
    const member = checker.getPropertyOfType(type, String(entry.name))
    return (
      member !== undefined &&
      checker.getTypeOfSymbolAtLocation(member, object).flags === ts.TypeFlags.Undefined
    )
  }
  return { ...completions, entries: completions.entries.filter((entry) => !isHidden(entry)) }
}

function isWord(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'kind' in entry && entry.kind === WORD
}

/** What stands before the dot of which a member is written at the place. */
function objectAt(ts: TypeScript, file: Node, at: number): Node | undefined {
  let found: Node | undefined
  const visit = (node: Node): void => {
    if (node.pos > at || node.end < at) {
      return
    }
    const object = ts.isPropertyAccessExpression(node) ? node.expression : undefined
    if (object !== undefined && object.end < at) {
      found = object
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}
