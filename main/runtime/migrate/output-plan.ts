/** Reads a returned `{events: [...], objects: [...]}` and tells which `Segment.*` calls it is. */
import { callKeys, commonKeys } from '#main/runtime/guest/call-keys'
import type { AnyNode, ObjectExpression, Property } from 'acorn'
import type { Scopes } from './scopes.ts'
import { staticKey, type Syntax } from './syntax.ts'
import type { Note } from './tracked.ts'

export interface Call {
  readonly method: string
  readonly argument: AnyNode
  /** `type` of a literal, which the method says. */
  readonly type: Property | null
}

export interface OutputPlan {
  readonly calls: readonly Call[]
  /** `events` or `objects` that are only known when the function runs. */
  readonly rest: readonly Property[]
}

function isCall(name: string): name is keyof typeof callKeys {
  return Object.hasOwn(callKeys, name)
}

const KEPT_OF_OBJECTS = ['collection', 'id', 'properties']

const nothing: OutputPlan = { calls: [], rest: [] }

/** `null` when the value as a whole is only known when the function runs. */
export function planOutput(node: AnyNode, syntax: Syntax, scopes: Scopes): OutputPlan | null {
  if (isNothing(node)) {
    return nothing
  }
  if (node.type !== 'ObjectExpression') {
    return null
  }
  const calls: Call[] = []
  const rest: Property[] = []
  const seen = new Set<string>()
  for (const property of node.properties) {
    const key = property.type === 'Property' ? staticKey(property.computed, property.key) : null
    if (property.type !== 'Property' || property.kind !== 'init' || key === null || seen.has(key)) {
      return null
    }
    seen.add(key)
    if (key !== 'events' && key !== 'objects') {
      if (!isPlain(property.value)) {
        return null
      }
      continue
    }
    const planned = isNothing(property.value) ? [] : planList(property.value, key, syntax, scopes)
    if (planned === null) {
      rest.push(property)
    } else {
      calls.push(...planned)
    }
  }
  return { calls, rest }
}

/** Values for which the old runtime sent nothing. */
function isNothing(node: AnyNode): boolean {
  return (
    (node.type === 'Literal' && !('regex' in node)) ||
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'UnaryExpression' && node.operator === 'void' && isPlain(node.argument)) ||
    (node.type === 'ObjectExpression' && node.properties.length === 0)
  )
}

/** Nothing is lost when it is not evaluated. */
function isPlain(node: AnyNode): boolean {
  return node.type === 'Literal' || node.type === 'Identifier'
}

function planList(
  node: AnyNode,
  key: 'events' | 'objects',
  syntax: Syntax,
  scopes: Scopes,
): Call[] | null {
  if (node.type !== 'ArrayExpression') {
    return null
  }
  const calls: Call[] = []
  for (const element of node.elements) {
    const call =
      element === null || element.type === 'SpreadElement'
        ? null
        : key === 'objects'
          ? { method: 'set', argument: element, type: null }
          : planEvent(element, syntax, scopes)
    if (call === null) {
      return null
    }
    calls.push(call)
  }
  return calls
}

function planEvent(element: AnyNode, syntax: Syntax, scopes: Scopes): Call | null {
  if (element.type === 'ObjectExpression') {
    const type = typeProperty(element)
    return type === null ? null : { method: literalText(type.value), argument: element, type }
  }
  if (element.type !== 'Identifier') {
    return null
  }
  const literal = literalOf(element, syntax, scopes)
  const type = literal === null ? null : typeProperty(literal)
  return type === null ? null : { method: literalText(type.value), argument: element, type: null }
}

function literalText(node: AnyNode): string {
  return node.type === 'Literal' ? String(node.value) : ''
}

/** The one property that decides the type, when it is a known type in the text. */
function typeProperty(object: ObjectExpression): Property | null {
  let found: Property | null = null
  for (const property of object.properties) {
    if (property.type === 'SpreadElement') {
      // What is spread after the type may hold another one.
      if (found !== null) {
        return null
      }
      continue
    }
    const key = staticKey(property.computed, property.key)
    if (key === null || (key === 'type' && found !== null)) {
      return null
    }
    found = key === 'type' ? property : found
  }
  return found?.kind === 'init' && isCall(literalText(found.value)) ? found : null
}

/** The literal that a variable holds for sure wherever it is used. */
function literalOf(
  use: Extract<AnyNode, { type: 'Identifier' }>,
  syntax: Syntax,
  scopes: Scopes,
): ObjectExpression | null {
  const binding = scopes.bindingOf(use)
  const [id] = binding?.declarations ?? []
  const declarator = id === undefined ? undefined : syntax.parentOf(id)
  if (
    binding?.declarations.length !== 1 ||
    declarator?.type !== 'VariableDeclarator' ||
    declarator.id !== id ||
    declarator.init?.type !== 'ObjectExpression'
  ) {
    return null
  }
  const safe = binding.references.every(({ node, write }) => {
    const parent = syntax.parentOf(node)
    const isRead =
      parent?.type === 'ArrayExpression' ||
      (parent?.type === 'MemberExpression' &&
        parent.object === node &&
        !['type', null].includes(staticKey(parent.computed, parent.property)))
    return !write && isRead
  })
  return safe ? declarator.init : null
}

/** What `Segment.*` does differently with a literal than the old interface did. */
export function notesOn({ method, argument }: Call, syntax: Syntax): Note[] {
  if (argument.type !== 'ObjectExpression') {
    return []
  }
  const isSet = method === 'set'
  const what = isSet ? 'object' : 'event'
  const notes: Note[] = []
  const kept = new Set(
    isSet
      ? KEPT_OF_OBJECTS
      : [...commonKeys, ...(isCall(method) ? callKeys[method].keys : []), 'type'],
  )
  let open = false
  const keys = new Set<string>()
  for (const property of argument.properties) {
    if (property.type === 'SpreadElement') {
      open = true
      continue
    }
    const key = staticKey(property.computed, property.key)
    const line = syntax.lineOf(property)
    if (key !== null && !kept.has(key)) {
      const message = `Segment.${method} does not keep "${key}": it was part of the ${what} before and is not any more.`
      notes.push({ line, message })
    } else if (key !== null && isFalsy(property.value)) {
      const value = syntax.code.slice(property.value.start, property.value.end)
      const message = `Segment.${method} does not keep "${key}" where it is ${value}: it was part of the ${what} before and is not any more.`
      notes.push({ line, message })
    }
    keys.add(key ?? '')
    open ||= key === null
  }
  if (!isSet && !open && !keys.has('userId') && !keys.has('anonymousId')) {
    const message = `Segment.${method} needs a userId or an anonymousId, and this event has neither: the call will fail.`
    notes.push({ line: syntax.lineOf(argument), message })
  }
  return notes
}

function isFalsy(node: AnyNode): boolean {
  return node.type === 'Literal' && !('regex' in node) && !('bigint' in node) && !node.value
}
