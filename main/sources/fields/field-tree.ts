/** The fields of a number of events as one tree, with the types that each has in each event. */
import type { ValueType } from '#preload/model/coverage'

/** `null` is any element of a list, or any name of a map. */
export type Step = string | null

export interface FieldNode {
  /** By event: the types there; nothing where the field is missing. */
  readonly types: Map<number, Set<ValueType>>
  below: Map<Step, FieldNode>
  isMap: boolean
}

export interface FieldTree {
  readonly root: FieldNode
  /** There are more fields than it holds. */
  isCut: boolean
  fields: number
}

const DEEPEST = 12
/** An object with more names is a map, such as one from ids to things. */
const MOST_NAMES = 120
const MOST_FIELDS = 3000
/** Of longer lists and maps these many elements are looked at, taken from all over. */
const MOST_ELEMENTS = 500

export function createNode(): FieldNode {
  return { types: new Map(), below: new Map(), isMap: false }
}

export function createTree(): FieldTree {
  return { root: createNode(), isCut: false, fields: 0 }
}

export function addValue(tree: FieldTree, event: number, value: unknown): void {
  add(tree, tree.root, { event, value, depth: 0 })
}

interface Found {
  readonly event: number
  readonly value: unknown
  readonly depth: number
}

function add(tree: FieldTree, node: FieldNode, { event, value, depth }: Found): void {
  const type = typeOf(value)
  if (type === null) {
    return
  }
  const types = node.types.get(event) ?? new Set()
  types.add(type)
  node.types.set(event, types)
  if (depth >= DEEPEST || typeof value !== 'object' || value === null) {
    return
  }
  if (Array.isArray(value)) {
    for (const element of sample(value)) {
      addBelow(tree, node, null, { event, value: element, depth })
    }
    return
  }
  const entries = Object.entries(value)
  if (entries.length > MOST_NAMES) {
    makeMap(node)
  }
  for (const [name, inner] of node.isMap ? sample(entries) : entries) {
    addBelow(tree, node, node.isMap ? null : name, { event, value: inner, depth })
  }
}

function addBelow(tree: FieldTree, node: FieldNode, step: Step, found: Found): void {
  let below = node.below.get(step)
  if (below === undefined) {
    if (step !== null && node.below.size >= MOST_NAMES) {
      makeMap(node)
      addBelow(tree, node, null, found)
      return
    }
    if (tree.fields >= MOST_FIELDS) {
      tree.isCut = true
      return
    }
    tree.fields += 1
    below = createNode()
    node.below.set(step, below)
  }
  add(tree, below, { ...found, depth: found.depth + 1 })
}

/** The names that were told apart so far become one. */
function makeMap(node: FieldNode): void {
  if (node.isMap) {
    return
  }
  node.isMap = true
  const any = createNode()
  for (const below of node.below.values()) {
    merge(any, below)
  }
  node.below = any.types.size === 0 ? new Map() : new Map([[null, any]])
}

function merge(into: FieldNode, from: FieldNode): void {
  for (const [event, types] of from.types) {
    into.types.set(event, new Set([...(into.types.get(event) ?? []), ...types]))
  }
  for (const [step, below] of from.below) {
    const same = into.below.get(step) ?? createNode()
    into.below.set(step, same)
    merge(same, below)
  }
}

function sample<T>(list: readonly T[]): readonly T[] {
  if (list.length <= MOST_ELEMENTS) {
    return list
  }
  const step = list.length / MOST_ELEMENTS
  return list.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
}

function typeOf(value: unknown): ValueType | null {
  if (value === null) {
    return 'null'
  }
  if (Array.isArray(value)) {
    return 'array'
  }
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' || type === 'object'
    ? type
    : null
}
