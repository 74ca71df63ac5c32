/** From the tree to rows in the order of the payload, with what was read and what drifts. */
import type { FieldDrift, FieldPlace, FieldRow, FieldUse, ValueType } from '#preload/model/coverage'
import type { FieldNode, Step } from './field-tree.ts'

export interface PlaceTree {
  readonly place: FieldPlace
  readonly root: FieldNode
  /** As they are shown, where the tree has them in lower case. */
  readonly names: ReadonlyMap<string, string>
}

export interface RowContext {
  /** Kind of each event, oldest first. */
  readonly kinds: readonly (string | null)[]
  useOf(place: FieldPlace, path: readonly Step[]): readonly FieldUse[]
}

/** A field that comes and goes is told by its cells; so many times are enough. */
const MOST_DRIFTS = 12
const IDENTIFIER = /^[A-Za-z_$][\w$-]*$/

/** So many rows are worked out before others may go on. */
const ROWS_AT_ONCE = 250

interface Visited {
  readonly node: FieldNode
  readonly parent: FieldNode
  readonly path: readonly Step[]
  readonly name: string
}

export async function rowsOf(
  tree: PlaceTree,
  context: RowContext,
  pause: () => Promise<void>,
): Promise<FieldRow[]> {
  const rows: FieldRow[] = []
  const events = context.kinds.map((_, index) => index)
  for (const [index, { node, parent, path, name }] of visitedOf(tree).entries()) {
    const cells = events.map((event) => cellOf(node, parent, path.at(-1) ?? null, event))
    rows.push({
      place: tree.place,
      path: [...path],
      name,
      cells,
      use: [...context.useOf(tree.place, path)],
      drift: driftsOf(cells, context.kinds),
    })
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) {
      // oxlint-disable-next-line no-await-in-loop -- that is what the pause is for
      await pause()
    }
  }
  return rows
}

function visitedOf(tree: PlaceTree): Visited[] {
  const all: Visited[] = []
  function visit(node: FieldNode, path: readonly Step[], name: string, parent: FieldNode): void {
    all.push({ node, parent, path, name })
    below(node, path, name)
  }
  function below(node: FieldNode, path: readonly Step[], name: string): void {
    for (const [step, inner] of node.below) {
      visit(inner, [...path, step], joined(name, step, node, tree.names), node)
    }
  }
  if ([...tree.root.types.values()].some((types) => [...types].some((type) => type !== 'object'))) {
    visit(tree.root, [], '(whole body)', tree.root)
  } else {
    below(tree.root, [], '')
  }
  return all
}

/** `items[].sku`, `prices.*`, `["odd name"]`. */
function joined(
  name: string,
  step: Step,
  parent: FieldNode,
  names: ReadonlyMap<string, string>,
): string {
  const before = name === '(whole body)' ? '' : name
  if (step === null) {
    const isList = [...parent.types.values()].some((types) => types.has('array'))
    return isList ? `${before}[]` : before === '' ? '*' : `${before}.*`
  }
  const shown = names.get(step) ?? step
  if (!IDENTIFIER.test(shown)) {
    return `${before}[${JSON.stringify(shown)}]`
  }
  return before === '' ? shown : `${before}.${shown}`
}

/** `null` where what holds it is missing, or is of another type. */
function cellOf(
  node: FieldNode,
  parent: FieldNode,
  step: Step,
  event: number,
): FieldRow['cells'][number] {
  const types = node.types.get(event)
  if (types !== undefined) {
    return [...types]
  }
  const isThere = step !== null && parent.types.get(event)?.has('object') === true
  return isThere ? [] : null
}

function driftsOf(cells: FieldRow['cells'], kinds: readonly (string | null)[]): FieldDrift[] {
  const drifts: FieldDrift[] = []
  const last = new Map<string | null, readonly ValueType[]>()
  for (const [event, types] of cells.entries()) {
    const kind = kinds[event] ?? null
    const before = last.get(kind)
    if (types !== null) {
      const drift = before === undefined ? null : compare(before, types)
      if (drift !== null && drifts.length < MOST_DRIFTS) {
        drifts.push({ kind: drift, event, before: [...(before ?? [])], after: [...types] })
      }
      last.set(kind, types)
    }
  }
  return drifts
}

/** That a value may be null is no change of its type. */
function compare(before: readonly ValueType[], after: readonly ValueType[]) {
  if (before.length === 0 || after.length === 0) {
    return before.length === after.length ? null : before.length === 0 ? 'appears' : 'vanishes'
  }
  const [own, other] = [before, after].map((types) =>
    types
      .filter((type) => type !== 'null')
      .toSorted()
      .join(),
  )
  return own === '' || other === '' || own === other ? null : 'changes'
}
