/** What is known of the values at one place of the bodies: the union of all that were seen. */
export type Primitive = 'string' | 'number' | 'boolean' | 'null'

export interface Shape {
  readonly primitives: ReadonlySet<Primitive>
  /** One of the primitive values, for the docs. */
  readonly example: string | number | boolean | null
  /** In place of `string`: the field tells the kinds of object apart, and this is one of them. */
  readonly literal: string | null
  /** One, or one for each kind that a field tells apart. */
  readonly objects: readonly ObjectShape[]
  /** Of objects that are used as maps: what their values are. */
  readonly mapValue: Shape | null
  /** Of the elements of arrays; an array that was always empty has no `any` element. */
  readonly element: Shape | 'nothing' | null
  /** Too deep or too much: it may be anything. */
  readonly isAny: boolean
}

export interface ObjectShape {
  readonly fields: readonly Field[]
}

export interface Field {
  readonly name: string
  /** Missing in some of the objects. */
  readonly isOptional: boolean
  /** `null`: never there in this kind of object, but in another one. */
  readonly shape: Shape | null
}

export const ANY: Shape = {
  primitives: new Set(),
  example: null,
  literal: null,
  objects: [],
  mapValue: null,
  element: null,
  isAny: true,
}
