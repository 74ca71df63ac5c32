/** How the modern interface says what the event held. */
import type { AnyNode } from 'acorn'
import type { Helpers } from './helpers.ts'
import type { Names } from './names.ts'
import { staticKey, type Syntax } from './syntax.ts'
import type { Kind, MapKind } from './tracked.ts'

export interface EventTextOptions {
  readonly syntax: Syntax
  readonly helpers: Helpers
  readonly names: Names
  /** Bodies may be text that is neither JSON nor a form. */
  readonly anyBody: boolean
}

export interface EventText {
  anyBody: boolean
  /** The event in its old form. */
  event(kind?: 'event' | 'payload'): string
  /** What has `get` and `has`. */
  base(kind: MapKind): string
  /** All values as the map that they were, to be kept and changed. */
  copy(kind: MapKind): string
  /** The same where `node` stands, which may need less or more than a copy. */
  whole(node: AnyNode, kind: MapKind): string
  value(kind: Kind): string
}

export function createEventText({ syntax, helpers, names, anyBody }: EventTextOptions): EventText {
  return {
    anyBody,
    event(kind = 'event') {
      const event = `${helpers.use('legacyEvent')}(${names.request}, ${names.settings})`
      return kind === 'event' ? event : `${event}.payload`
    },
    base: (kind) =>
      kind === 'headers' ? `${names.request}.headers` : `${names.request}.url.searchParams`,
    copy: (kind) =>
      kind === 'headers'
        ? `{ ...${names.request}.headers.raw() }`
        : `${helpers.use('legacyQuery')}(${names.request})`,
    whole(node, kind) {
      const parent = syntax.parentOf(node)
      if (parent?.type === 'MemberExpression' && kind === 'headers') {
        // What `raw()` gives has no prototype, and so none of the methods of an object.
        const key = staticKey(parent.computed, parent.property)
        const isMethod = key !== null && key in Object.prototype
        return isMethod ? `(${this.copy(kind)})` : `${names.request}.headers.raw()`
      }
      // A brace would begin the body of an arrow function.
      return parent?.type === 'ArrowFunctionExpression' ? `(${this.copy(kind)})` : this.copy(kind)
    },
    value(kind) {
      if (kind === 'settings') {
        return names.settings
      }
      return this.anyBody
        ? `${helpers.use('legacyBody')}(${names.request})`
        : `${names.request}.json()`
    },
  }
}
