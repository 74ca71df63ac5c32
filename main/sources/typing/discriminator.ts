/** Finds the field that tells kinds of objects apart, such as `type`, `event` or `action`. */
import type { JsonObject } from '#preload/model/json-object'

/** By these names alone a field is taken for the kind; the first that fits is taken. */
const KIND_NAMES = [
  'type',
  'event',
  'event_type',
  'eventType',
  'EventType',
  'event_name',
  'action',
  'topic',
  'subscriptionType',
  'kind',
  'object_type',
  'object',
]

const MOST_KINDS = 20
const LONGEST_KIND = 80
/** How deep two objects are compared: Stripe's kinds differ in `data.object` only. */
const COMPARED_DEPTH = 4
/** Of an object with more fields the rest is not compared. */
const COMPARED_FIELDS = 60

export interface Kinds {
  readonly field: string
  readonly groups: ReadonlyMap<string, readonly JsonObject[]>
}

/** `null` when all are of one kind, or nothing tells them apart. */
export function findKinds(objects: readonly JsonObject[]): Kinds | null {
  const [first] = objects
  if (first === undefined || objects.length < 2) {
    return null
  }
  const named = KIND_NAMES.filter((name) => Object.hasOwn(first, name))
  const others = Object.keys(first).filter((name) => !named.includes(name))
  for (const field of named) {
    const groups = groupBy(objects, field)
    if (groups !== null && differ(groups)) {
      return { field, groups }
    }
  }
  for (const field of others) {
    const groups = groupBy(objects, field)
    // Without the name for it, the field must say by itself how its objects look.
    if (groups !== null && groups.size < objects.length && decides(groups)) {
      return { field, groups }
    }
  }
  return null
}

/** Of a body what `findKinds` looks at, and no more: it is small. */
export function kindSample(value: unknown, depth = COMPARED_DEPTH): unknown {
  if (typeof value === 'string') {
    return value.slice(0, LONGEST_KIND + 1)
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  if (Array.isArray(value)) {
    return depth === 0 ? [] : value.slice(0, 1).map((first) => kindSample(first, depth - 1))
  }
  if (depth === 0) {
    return {}
  }
  const entries = Object.entries(value)
  // The names at the top decide by themselves.
  const compared = depth === COMPARED_DEPTH ? entries : entries.slice(0, COMPARED_FIELDS)
  return Object.fromEntries(
    compared.map(([name, field], index) => [
      name,
      index < COMPARED_FIELDS || typeof field === 'string' ? kindSample(field, depth - 1) : null,
    ]),
  )
}

function groupBy(
  objects: readonly JsonObject[],
  field: string,
): Map<string, readonly JsonObject[]> | null {
  const groups = new Map<string, JsonObject[]>()
  for (const object of objects) {
    const value = Object.hasOwn(object, field) ? object[field] : undefined
    if (typeof value !== 'string' || value === '' || value.length > LONGEST_KIND) {
      return null
    }
    const group = groups.get(value)
    if (group !== undefined) {
      group.push(object)
    } else if (groups.size === MOST_KINDS) {
      return null
    } else {
      groups.set(value, [object])
    }
  }
  return groups.size < 2 ? null : groups
}

/** At least one kind has a form of its own; forms of a group that vary are merged in it. */
function differ(groups: ReadonlyMap<string, readonly JsonObject[]>): boolean {
  return new Set([...groups.values()].map((group) => formOf(group[0], COMPARED_DEPTH))).size > 1
}

/** All objects of a group have one form, and it is no other group's. */
function decides(groups: ReadonlyMap<string, readonly JsonObject[]>): boolean {
  const forms = [...groups.values()].map(
    (group) => new Set(group.map((object) => keysOf(object).join())),
  )
  const all = new Set(forms.flatMap((form) => [...form]))
  return forms.every((form) => form.size === 1) && all.size === forms.length
}

function keysOf(object: JsonObject): string[] {
  return Object.keys(object).toSorted()
}

function formOf(value: unknown, depth: number): string {
  if (Array.isArray(value)) {
    return depth === 0 || value.length === 0 ? '[]' : `[${formOf(value[0], depth - 1)}]`
  }
  if (typeof value !== 'object' || value === null) {
    return value === null ? 'null' : typeof value
  }
  if (depth === 0) {
    return '{}'
  }
  const entries = Object.entries(value).slice(0, COMPARED_FIELDS)
  const fields = entries.map(([name, field]) => `${name}:${formOf(field, depth - 1)}`)
  return `{${fields.toSorted().join()}}`
}
