/** Where statements and branches are in the text, read off its syntax tree. */
import { parse, type AnyNode, type Program } from 'acorn'
import { full } from 'acorn-walk'
import type { PlaceKind } from '#preload/model/coverage'

export interface Part {
  readonly kind: Exclude<PlaceKind, 'rest'>
  readonly start: number
  readonly end: number
  /** Reached when V8 counted here. */
  readonly probe: number
  /** Of a `skip`: reached when this place was counted less often than the probe. */
  readonly less?: number
  /** Where it is decided whether it is reached; in a function that is called, always. */
  readonly from: number
}

export interface CodeParts {
  /** Where statements start. */
  readonly statements: readonly number[]
  readonly parts: readonly Part[]
  /** Start and end of each. */
  readonly comments: readonly (readonly [number, number])[]
}

/** `null` for what V8 runs and the parser does not know. */
export function findParts(code: string): CodeParts | null {
  const comments: [number, number][] = []
  let program: Program
  try {
    program = parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowReturnOutsideFunction: true,
      allowHashBang: true,
      onComment: (_block, _text, start, end) => comments.push([start, end]),
    })
  } catch {
    return null
  }
  const statements: number[] = []
  const parts: Part[] = []
  full(program, (node) => {
    const start = statementStart(node)
    if (start !== null) {
      statements.push(start)
    }
    parts.push(...partsOf(node))
  })
  return {
    statements: [...new Set(statements)].toSorted((a, b) => a - b),
    parts: distinct(parts),
    comments,
  }
}

/** The walk tells some nodes twice, once by the role that they have there. */
function distinct(parts: readonly Part[]): Part[] {
  const byPlace = new Map(parts.map((part) => [`${part.kind} ${part.start} ${part.end}`, part]))
  return [...byPlace.values()].toSorted((a, b) => a.start - b.start || b.end - a.end)
}

function statementStart(node: AnyNode): number | null {
  switch (node.type) {
    case 'ArrowFunctionExpression':
      return node.body.type === 'BlockStatement' ? null : node.body.start
    case 'ExpressionStatement':
      return 'directive' in node && node.directive !== undefined ? null : node.start
    case 'BlockStatement':
    case 'EmptyStatement':
    case 'LabeledStatement':
      return null
    case 'VariableDeclaration':
    case 'ClassDeclaration':
      return node.start
    default:
      return node.type.endsWith('Statement') ? node.start : null
  }
}

interface Extent {
  readonly start: number
  readonly end: number
}

function arm({ start, end }: Extent, of: Extent): Part {
  return { kind: 'branch', start, end, probe: start, from: of.start }
}

function partsOf(node: AnyNode): Part[] {
  switch (node.type) {
    case 'IfStatement': {
      const { test, consequent, alternate } = node
      return [
        arm(consequent, node),
        alternate == null
          ? {
              kind: 'skip',
              start: node.start,
              end: test.end + 1,
              probe: node.start,
              less: consequent.start,
              from: node.start,
            }
          : arm(alternate, node),
      ]
    }
    case 'ConditionalExpression':
      return [arm(node.consequent, node), arm(node.alternate, node)]
    case 'LogicalExpression':
      return [arm(node.right, node)]
    case 'SwitchStatement':
      return node.cases.flatMap((one): Part[] => {
        const [first] = one.consequent
        return first === undefined ? [] : [{ ...arm(one, node), probe: first.start }]
      })
    case 'TryStatement':
      return node.handler == null ? [] : [arm(node.handler.body, node)]
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
      return [arm(node.body, node)]
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [
        {
          kind: 'function',
          start: node.start,
          end: node.end,
          probe: node.body.start,
          from: node.start,
        },
      ]
    default:
      return []
  }
}
