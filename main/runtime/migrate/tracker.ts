/** Follows the event through a handler and plans what each use of it becomes. */
import type {
  AnyNode,
  Identifier,
  MemberExpression,
  ObjectPattern,
  VariableDeclarator,
} from 'acorn'
import { createEventText, type EventText, type EventTextOptions } from './event-text.ts'
import type { Binding, Scopes } from './scopes.ts'
import { staticKey } from './syntax.ts'
import type { Edit, Kind, MapKind, Note, Piece } from './tracked.ts'
import { isTextUse, isWriteTarget, onlyLooks, wrapperOf } from './use-context.ts'
import { createValueAccess, type Replacement } from './value-access.ts'

/** A variable that holds all headers or all query parameters. */
interface Alias {
  readonly kind: MapKind
  readonly edits: Edit[]
  raw: boolean
}

const MEMBERS: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  event: { payload: 'payload', settings: 'settings' },
  payload: { body: 'body', headers: 'headers', queryParameters: 'query' },
}

export interface TrackerOptions extends EventTextOptions {
  readonly scopes: Scopes
}

export class Tracker {
  readonly edits: Edit[] = []
  readonly notes: Note[] = []
  /** Declarations that are left without a purpose. */
  readonly emptied: { declarator: VariableDeclarator; pieces: readonly Piece[] }[] = []
  /** The event goes where it cannot be followed. */
  escape: Note | null = null
  /** The author's own `settings` becomes the parameter of that name. */
  takesSettings = false
  readonly #options: TrackerOptions
  readonly #aliases: Alias[] = []
  readonly #consumed = new Set<AnyNode>()
  readonly #access
  readonly #text: EventText

  constructor(options: TrackerOptions) {
    this.#options = options
    this.#text = createEventText(options)
    this.#access = createValueAccess(options.syntax, options.scopes)
  }

  followBinding(binding: Binding, kind: Kind): void {
    for (const { node, write } of binding.references) {
      if (write) {
        this.#escapes(node, `${binding.name} is set anew`)
      } else {
        this.#follow(node, kind, null)
      }
    }
  }

  /** What a pattern takes out of a value; `null` when that cannot be told. */
  takeApart(pattern: ObjectPattern, kind: Kind): Piece[] | null {
    if (kind !== 'event' && kind !== 'payload') {
      return [this.#piece(pattern, kind)]
    }
    const pieces: Piece[] = []
    for (const property of pattern.properties) {
      const key = property.type === 'Property' ? staticKey(property.computed, property.key) : null
      const member = key === null ? undefined : MEMBERS[kind]?.[key]
      if (property.type !== 'Property' || member === undefined) {
        return null
      }
      // What the old runtime gave was never undefined, so that a default never applied.
      const target =
        property.value.type === 'AssignmentPattern' ? property.value.left : property.value
      const inner = this.#takeMember(target, member)
      if (inner === null) {
        return null
      }
      pieces.push(...inner)
    }
    return pieces
  }

  #takeMember(target: AnyNode, kind: Kind): Piece[] | null {
    if (target.type === 'ObjectPattern') {
      return this.takeApart(target, kind)
    }
    const binding =
      target.type === 'Identifier' ? this.#options.scopes.bindingOf(target) : undefined
    if (binding === undefined || target.type !== 'Identifier') {
      return null
    }
    if (kind === 'event' || kind === 'payload') {
      if (isRewritten(binding)) {
        return null
      }
      this.followBinding(binding, kind)
      return []
    }
    if (kind === 'settings' && this.#isOnly(binding)) {
      this.takesSettings = true
      return []
    }
    return [this.#variable(target, binding, kind)]
  }

  #variable(target: Identifier, binding: Binding, kind: Kind): Piece {
    if (kind === 'headers' || kind === 'query') {
      const alias = this.#alias(binding, kind)
      return {
        target,
        init: () => (alias.raw ? this.#text.copy(kind) : this.#text.base(kind)),
        written: isRewritten(binding),
      }
    }
    if (kind === 'body') {
      this.#watchText(binding)
    }
    return { ...this.#piece(target, kind), written: isRewritten(binding) }
  }

  #piece(target: AnyNode, kind: Kind): Piece {
    return {
      target,
      init: () =>
        kind === 'headers' || kind === 'query' ? this.#text.copy(kind) : this.#text.value(kind),
      written: false,
    }
  }

  #alias(binding: Binding, kind: MapKind): Alias {
    const alias: Alias = { kind, edits: [], raw: isRewritten(binding) }
    this.#aliases.push(alias)
    for (const { node } of binding.references) {
      this.#follow(node, kind, alias)
    }
    return alias
  }

  #follow(node: AnyNode, kind: Kind, alias: Alias | null): void {
    const { syntax, scopes } = this.#options
    const outer = wrapperOf(node, kind, syntax)
    const parent = syntax.parentOf(outer)
    if (alias === null && isWriteTarget(outer, parent, syntax)) {
      this.#escapes(node, 'a part of the event is set')
      return
    }
    if (parent?.type === 'MemberExpression' && parent.object === outer) {
      if (kind === 'event' || kind === 'payload') {
        const key = staticKey(parent.computed, parent.property)
        const member = key === null ? undefined : MEMBERS[kind]?.[key]
        if (member === undefined) {
          this.#escapes(parent, `${syntax.code.slice(parent.start, parent.end)} is not known`)
        } else {
          this.#follow(parent, member, null)
        }
        return
      }
      if (kind === 'headers' || kind === 'query') {
        this.#read(node, parent, kind, alias)
        return
      }
    }
    if (parent?.type === 'VariableDeclarator' && parent.init === outer && alias === null) {
      const { id } = parent
      const binding = id.type === 'Identifier' ? scopes.bindingOf(id) : undefined
      const pieces =
        id.type === 'ObjectPattern'
          ? this.takeApart(id, kind)
          : binding === undefined || (isRewritten(binding) && kind !== 'body')
            ? null
            : this.#takeMember(id, kind)
      if (pieces !== null) {
        this.emptied.push({ declarator: parent, pieces })
        return
      }
    }
    this.#end(node, kind, alias)
  }

  /** The value is used as a whole. */
  #end(node: AnyNode, kind: Kind, alias: Alias | null): void {
    const { syntax } = this.#options
    if (kind === 'event' || kind === 'payload') {
      if (onlyLooks(node, syntax)) {
        this.edits.push({ node, text: () => this.#text.event(kind) })
      } else {
        this.#escapes(node, `${syntax.code.slice(node.start, node.end)} is used as a whole`)
      }
    } else if (kind === 'headers' || kind === 'query') {
      if (alias !== null) {
        alias.raw = true
      } else {
        this.edits.push({ node, text: () => this.#text.whole(node, kind) })
      }
    } else {
      if (kind === 'body' && isTextUse(node, syntax)) {
        this.#text.anyBody = true
      }
      this.edits.push({ node, text: () => this.#text.value(kind) })
    }
  }

  #read(object: AnyNode, member: MemberExpression, kind: MapKind, alias: Alias | null): void {
    if (this.#consumed.has(member)) {
      return
    }
    const plan = this.#access.plan(member)
    if (plan === null) {
      if (isWriteTarget(member, this.#options.syntax.parentOf(member), this.#options.syntax)) {
        this.#escapes(member, 'a part of the event is set')
      }
      this.#keepsLists(member, kind)
      this.#end(object, kind, alias)
      return
    }
    plan.consumed.forEach((node) => this.#consumed.add(node))
    const base = (): string =>
      alias === null
        ? this.#text.base(kind)
        : this.#options.syntax.code.slice(object.start, object.end)
    const edits = plan.replacements.map((replacement) =>
      this.#toEdit(replacement, member, kind, base),
    )
    if (alias === null) {
      this.edits.push(...edits)
    } else {
      alias.edits.push(...edits)
    }
  }

  #toEdit(
    replacement: Replacement,
    member: MemberExpression,
    kind: MapKind,
    base: () => string,
  ): Edit {
    if ('keep' in replacement) {
      return { node: replacement.node, text: (slice) => slice(replacement.keep) }
    }
    const { node, form, fallback } = replacement
    if (form === 'get' && kind === 'headers') {
      this.#getsText(member)
    }
    return {
      node,
      text: (slice) => {
        const name = nameText(member, slice)
        if (form === 'valueFor') {
          return `${this.#options.helpers.use('valueFor')}(${base()}, ${name})`
        }
        const call = `${base()}.${form}(${name})`
        return fallback === null ? call : `(${call} || ${slice(fallback)})`
      },
    }
  }

  #watchText(binding: Binding): void {
    if (binding.references.some(({ node }) => isTextUse(node, this.#options.syntax))) {
      this.#text.anyBody = true
    }
  }

  /** All planned edits, once everything has been followed. */
  finish(): Edit[] {
    const kept = this.#aliases.filter(({ raw }) => !raw).flatMap(({ edits }) => edits)
    return [...this.edits, ...kept]
  }

  #keepsLists(node: AnyNode, kind: MapKind): void {
    const what = kind === 'headers' ? 'Header values' : 'Query parameters'
    const get = kind === 'headers' ? 'headers.get(name)' : 'url.searchParams.get(name)'
    this.notes.push({
      line: this.#options.syntax.lineOf(node),
      message: `${what} were lists of texts, and are used as such here, so they stay lists. Where one text is meant, use request.${get}.`,
    })
  }

  /** Said once: it holds for all. */
  #getsText(member: MemberExpression): void {
    const message =
      "request.headers.get(name) answers null for a header that is missing, where reading [0] failed before, and joins one that came twice with ', ', where [0] was the first."
    if (!this.notes.some((note) => note.message === message)) {
      this.notes.push({ line: this.#options.syntax.lineOf(member), message })
    }
  }

  #isOnly(binding: Binding): boolean {
    const { bindings, free } = this.#options.scopes
    return (
      binding.name === 'settings' &&
      !isRewritten(binding) &&
      !free.has('settings') &&
      bindings.every((other) => other === binding || other.name !== 'settings')
    )
  }

  #escapes(node: AnyNode, what: string): void {
    this.escape ??= {
      line: this.#options.syntax.lineOf(node),
      message: `The event is used in a way that cannot be followed (${what}), so the function still gets it in its old form.`,
    }
  }
}

function nameText(member: MemberExpression, slice: (node: AnyNode) => string): string {
  const key = staticKey(member.computed, member.property)
  return key !== null && !member.computed ? `'${key}'` : slice(member.property)
}

function isRewritten(binding: Binding): boolean {
  return binding.declarations.length > 1 || binding.references.some(({ write }) => write)
}
