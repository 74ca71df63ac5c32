/** The output as a tree: what to call each value, what to show of it, what is below it. */

export interface TreeNode {
  /** JSON Pointer into the output. */
  readonly pointer: string
  readonly key: string
  /** What stands beside the key; `null` when the children say it all. */
  readonly summary: string
  readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'list' | 'map'
  readonly children: readonly TreeNode[]
}

/** Items of one list that are drawn: the JSON view has them all. */
const MAX_ITEMS = 200
const MAX_TEXT = 300

function entriesOf(value: object): [string, unknown][] {
  return Array.isArray(value)
    ? value.map((item: unknown, index): [string, unknown] => [String(index), item])
    : Object.entries(value)
}

function scalar(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null'
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`
}

/** A message is known by its type and name, an object by its collection and id. */
function nameOf(value: Readonly<Record<string, unknown>>): string | undefined {
  const { type, event, name, collection, id } = value
  const parts = typeof collection === 'string' ? [collection, id] : [type, event ?? name]
  const words = parts.filter((part) => typeof part === 'string' || typeof part === 'number')
  return words.length === 0 ? undefined : words.join(' · ')
}

function isMap(value: object): value is Readonly<Record<string, unknown>> {
  return !Array.isArray(value)
}

export function treeOf(value: unknown, key = '', pointer = ''): TreeNode {
  if (typeof value !== 'object' || value === null) {
    const type = typeof value
    const kind = type === 'string' || type === 'number' || type === 'boolean' ? type : 'null'
    return { pointer, key, summary: scalar(value), kind, children: [] }
  }
  const entries = entriesOf(value)
  const children = entries
    .slice(0, MAX_ITEMS)
    .map(([name, item]) =>
      treeOf(item, name, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    )
  const left = entries.length - children.length
  const rest = left > 0 ? `, ${left} of them only in the JSON view` : ''
  const count = isMap(value) ? `{${entries.length}}` : `[${entries.length}]`
  const name = isMap(value) ? nameOf(value) : undefined
  return {
    pointer,
    key,
    summary: (name ?? count) + rest,
    kind: isMap(value) ? 'map' : 'list',
    children,
  }
}

/** The events, or the objects, of which `all` were emitted. */
export function listOf(items: readonly unknown[], key: string, all: number): TreeNode {
  const node = treeOf(items, key, `/${key}`)
  return all === items.length
    ? node
    : { ...node, summary: `[${all}], the first ${node.children.length} of them here` }
}

/** More rows than these to mark hold up the window; they are marked when they are opened. */
const MAX_OPENED = 20

/** Open at first: the lists, and their items while that fits a screen. */
export function openAtFirst(roots: readonly TreeNode[], marked: readonly string[]): Set<string> {
  const open = new Set(roots.map(({ pointer }) => pointer))
  const items = roots.flatMap(({ children }) => children)
  if (items.length <= 12) {
    for (const item of items) {
      open.add(item.pointer)
      for (const child of item.children) {
        if (child.children.length > 0 && child.children.length <= 12) {
          open.add(child.pointer)
        }
      }
    }
  }
  // What was found fault with is in sight.
  for (const pointer of marked.slice(0, MAX_OPENED)) {
    for (let end = pointer.lastIndexOf('/'); end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      open.add(pointer.slice(0, end))
    }
  }
  return open
}
