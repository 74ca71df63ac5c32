/**
 * From values to their common shape. All values at one place are looked at together, so that
 * every value is visited once; depth, size and the number of looked-at elements are bounded.
 */
import type { JsonObject } from '#preload/model/json-object'
import { findKinds } from './discriminator.ts'
import { ANY, type Field, type ObjectShape, type Primitive, type Shape } from './shape.ts'

const DEEPEST = 12
/** An object with more fields is a map, such as one from ids to things. */
const MOST_FIELDS = 120
/** Of the values at one place more are not looked at; they are taken from all over. */
const MOST_VALUES = 1000
/** Shapes in all; what comes later is `any`. */
const MOST_SHAPES = 5000
/** So many fields of other kinds are mentioned in a kind. */
const MOST_ABSENT = 80

interface Budget {
  shapes: number
}

export function inferShape(values: readonly unknown[]): Shape {
  return infer(values, 0, { shapes: MOST_SHAPES })
}

function infer(all: readonly unknown[], depth: number, budget: Budget): Shape {
  budget.shapes -= 1
  if (depth > DEEPEST || budget.shapes < 0) {
    return ANY
  }
  const values = sample(all)
  const primitives = new Set<Primitive>()
  const objects: JsonObject[] = []
  const arrays: (readonly unknown[])[] = []
  let example: Shape['example'] = null
  for (const value of values) {
    if (Array.isArray(value)) {
      arrays.push(value)
    } else if (isObject(value)) {
      objects.push(value)
    } else {
      primitives.add(primitiveOf(value))
      example ??= exampleOf(value)
    }
  }
  const isMap = objects.length > 0 && countFields(objects) > MOST_FIELDS
  return {
    primitives,
    example,
    literal: null,
    objects: isMap || objects.length === 0 ? [] : objectShapes(objects, depth, budget),
    mapValue: isMap
      ? infer(
          objects.flatMap((object) => Object.values(object)),
          depth + 1,
          budget,
        )
      : null,
    element: arrays.length === 0 ? null : elementShape(arrays, depth, budget),
    isAny: false,
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null
}

function primitiveOf(value: unknown): Primitive {
  return typeof value === 'string'
    ? 'string'
    : typeof value === 'number'
      ? 'number'
      : typeof value === 'boolean'
        ? 'boolean'
        : 'null'
}

function exampleOf(value: unknown): Shape['example'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null
}

function sample(values: readonly unknown[]): readonly unknown[] {
  if (values.length <= MOST_VALUES) {
    return values
  }
  const step = values.length / MOST_VALUES
  return Array.from({ length: MOST_VALUES }, (_, index) => values[Math.floor(index * step)])
}

function countFields(objects: readonly JsonObject[]): number {
  const names = new Set<string>()
  for (const object of objects) {
    for (const name of Object.keys(object)) {
      names.add(name)
    }
    if (names.size > MOST_FIELDS) {
      break
    }
  }
  return names.size
}

function elementShape(
  arrays: readonly (readonly unknown[])[],
  depth: number,
  budget: Budget,
): Shape | 'nothing' {
  const elements = arrays.flatMap((array) => sample(array))
  return elements.length === 0 ? 'nothing' : infer(elements, depth + 1, budget)
}

function objectShapes(
  objects: readonly JsonObject[],
  depth: number,
  budget: Budget,
): ObjectShape[] {
  const kinds = findKinds(objects)
  if (kinds === null) {
    return [{ fields: fieldsOf(objects, depth, budget) }]
  }
  const shapes = [...kinds.groups].map(([kind, group]) => ({
    fields: fieldsOf(group, depth, budget).map((field) =>
      field.name === kinds.field && field.shape !== null
        ? { ...field, shape: { ...field.shape, literal: kind } }
        : field,
    ),
  }))
  return mentionAbsent(shapes)
}

/**
 * Names in each kind the fields that only others have. Without that a field is offered only after
 * the kinds are told apart, and functions often do not do so.
 */
function mentionAbsent(shapes: readonly ObjectShape[]): ObjectShape[] {
  const all = new Set(shapes.flatMap(({ fields }) => fields.map(({ name }) => name)))
  return shapes.map(({ fields }) => {
    const own = new Set(fields.map(({ name }) => name))
    const absent = [...all].filter((name) => !own.has(name))
    return absent.length > MOST_ABSENT
      ? { fields }
      : {
          fields: [
            ...fields,
            ...absent.map((name): Field => ({ name, isOptional: true, shape: null })),
          ],
        }
  })
}

function fieldsOf(objects: readonly JsonObject[], depth: number, budget: Budget): Field[] {
  const columns = new Map<string, unknown[]>()
  for (const object of objects) {
    for (const [name, value] of Object.entries(object)) {
      const column = columns.get(name)
      if (column === undefined) {
        columns.set(name, [value])
      } else {
        column.push(value)
      }
    }
  }
  return [...columns].map(([name, column]) => ({
    name,
    isOptional: column.length < objects.length,
    shape: infer(column, depth + 1, budget),
  }))
}
