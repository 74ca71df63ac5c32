/** What all observed runs together did with each field. */
import type { FieldPlace, FieldRead, FieldUse, Reads } from '#preload/model/coverage'
import { createNode, type FieldNode, type Step } from './field-tree.ts'

export interface FieldUses {
  of(place: FieldPlace, path: readonly Step[]): readonly FieldUse[]
}

const ORDER: readonly FieldUse[] = ['read', 'sent', 'listed']

/** Header names are the same in any case. */
export function stepsOf({ place, path }: Pick<FieldRead, 'place' | 'path'>): readonly Step[] {
  // In a legacy function a header is a list, and a setting may be a map.
  return place === 'settings'
    ? path.slice(0, 1)
    : place === 'headers' || place === 'query'
      ? path.slice(0, 1).map((step) => (place === 'headers' ? (step?.toLowerCase() ?? null) : step))
      : path
}

function keyOf(place: FieldPlace, path: readonly Step[]): string {
  return JSON.stringify([place, path])
}

export function collectUses(reads: readonly Reads[]): FieldUses {
  const uses = new Map<string, Set<FieldUse>>()
  for (const { fields } of reads) {
    for (const field of fields) {
      const key = keyOf(field.place, stepsOf(field))
      const known = uses.get(key) ?? new Set()
      uses.set(key, known)
      for (const use of field.use) {
        known.add(use)
      }
    }
  }
  return {
    of(place, path) {
      const own = uses.get(keyOf(place, path))
      const isList = place === 'headers' || place === 'query'
      // Who goes through all headers was given each of them.
      const whole = isList && path.length > 0 ? uses.get(keyOf(place, [])) : undefined
      return ORDER.filter((use) => own?.has(use) === true || (use === 'listed' && whole != null))
    },
  }
}

/** Names that the function asked for and that are nowhere: often a slip of the pen. */
export function addMissing(
  place: FieldPlace,
  root: FieldNode,
  reads: readonly Reads[],
  names: Map<string, string>,
): void {
  for (const field of reads.flatMap(({ fields }) => fields)) {
    const path = stepsOf(field)
    if (field.place === place && field.use.includes('read') && path.length > 0) {
      add(root, path)
      const [own] = field.path
      if (place === 'headers' && own != null && !names.has(own.toLowerCase())) {
        names.set(own.toLowerCase(), own)
      }
    }
  }
}

function add(root: FieldNode, path: readonly Step[]): void {
  let node = root
  for (const [index, step] of path.entries()) {
    const isLast = index === path.length - 1
    const below = node.below.get(node.isMap ? null : step)
    if (below === undefined && isLast && step !== null && !node.isMap) {
      node.below.set(step, createNode())
    }
    if (below === undefined) {
      return
    }
    node = below
  }
}
