/** The text of a function as a tree, with what the tree leaves out: parents, comments, style. */
import { AppError } from '#preload/errors'
import { parse, type AnyNode, type Comment, type Program } from 'acorn'

export interface Syntax {
  readonly code: string
  readonly program: Program
  readonly comments: readonly Comment[]
  readonly style: Style
  parentOf(node: AnyNode): AnyNode | undefined
  /** 1-based. */
  lineOf(node: { readonly start: number }): number
}

/** How the author writes, so that what is added reads like the rest. */
export interface Style {
  readonly newline: string
  readonly indent: string
  /** `;` or nothing. */
  readonly end: string
}

export function parseFunction(code: string): Syntax {
  const comments: Comment[] = []
  const program = parseProgram(code, comments)
  const parents = new Map<AnyNode, AnyNode>()
  const visit = (node: AnyNode): void => {
    for (const child of childrenOf(node)) {
      parents.set(child, node)
      visit(child)
    }
  }
  visit(program)
  return {
    code,
    program,
    comments,
    style: styleOf(code, program),
    parentOf: (node) => parents.get(node),
    lineOf: ({ start }) => lineAt(code, start),
  }
}

function parseProgram(code: string, comments: Comment[]): Program {
  try {
    return parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowReturnOutsideFunction: true,
      allowHashBang: true,
      onComment: comments,
    })
  } catch (cause) {
    const { message, loc } = cause as SyntaxError & { loc?: { line: number; column: number } }
    const reason = message.replace(/ \(\d+:\d+\)$/, '')
    const place = loc === undefined ? '' : ` (line ${loc.line}, column ${loc.column + 1})`
    throw new AppError('invalid_input', `The function does not parse: ${reason}${place}.`, {
      hint: 'Mend the code, then migrate it.',
      ...(loc === undefined ? {} : { details: { line: loc.line, column: loc.column + 1 } }),
      cause,
    })
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

export function childrenOf(node: AnyNode): AnyNode[] {
  const children = Object.values(node)
    .flat()
    .filter((value): value is AnyNode => isNode(value))
  // A shorthand property has one identifier as its key and as its value.
  return [...new Set(children)]
}

function lineAt(code: string, offset: number): number {
  let line = 1
  for (let at = code.indexOf('\n'); at !== -1 && at < offset; at = code.indexOf('\n', at + 1)) {
    line += 1
  }
  return line
}

/** White space in front of the line that holds the offset. */
export function indentAt(code: string, offset: number): string {
  const start = code.lastIndexOf('\n', offset - 1) + 1
  return /^[ \t]*/.exec(code.slice(start, offset))?.[0] ?? ''
}

function styleOf(code: string, program: Program): Style {
  const ends: boolean[] = []
  const visit = (node: AnyNode): void => {
    if (
      node.type === 'ExpressionStatement' ||
      node.type === 'ReturnStatement' ||
      node.type === 'VariableDeclaration'
    ) {
      ends.push(code[node.end - 1] === ';')
    }
    childrenOf(node).forEach(visit)
  }
  visit(program)
  const withEnd = ends.filter(Boolean).length
  return {
    newline: code.includes('\r\n') ? '\r\n' : '\n',
    indent: /^(\t| {2,8})\S/m.exec(code)?.[1] ?? '  ',
    end: withEnd * 2 >= ends.length ? ';' : '',
  }
}

/** The name that a member or a property is accessed by, when the text says it. */
export function staticKey(computed: boolean, key: AnyNode): string | null {
  if (!computed && key.type === 'Identifier') {
    return key.name
  }
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : null
}

export function isFunction(
  node: AnyNode,
): node is Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
> {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  )
}

/** A call of `console`, as a statement. */
export function isLogging(node: AnyNode): boolean {
  const call = node.type === 'ExpressionStatement' ? node.expression : undefined
  return (
    call?.type === 'CallExpression' &&
    call.callee.type === 'MemberExpression' &&
    call.callee.object.type === 'Identifier' &&
    call.callee.object.name === 'console'
  )
}
