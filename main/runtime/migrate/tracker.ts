/** Follows the event through a handler and plans what each use of it becomes. */
import type {
  AnyNode,
  Identifier,
  MemberExpression,
  ObjectPattern,
  VariableDeclarator,
} from 'acorn'
import { accessEdit, getsText, keepsLists } from './access-edit.ts'
import { createEventText, type EventText, type EventTextOptions } from './event-text.ts'
import { createQueryAccess } from './query-access.ts'
import { createReadContext } from './read-context.ts'
import type { Binding, Scopes } from './scopes.ts'
import { staticKey } from './syntax.ts'
import type { Edit, Kind, MapKind, Note, Piece } from './tracked.ts'
import { isTextUse, isWriteTarget, onlyLooks, wrapperOf } from './use-context.ts'
import { createValueAccess, type ValueAccess } from './value-access.ts'

/** A variable that holds all headers or all query parameters. */
interface Alias {
  readonly kind: MapKind
  readonly edits: Edit[]
  /** About its edits, so they hold only with them. */
  readonly gets: Note[]
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
  readonly #gets: Note[] = []
  readonly #consumed = new Set<AnyNode>()
  readonly #access: Readonly<Record<MapKind, ValueAccess>>
  readonly #text: EventText

  constructor(options: TrackerOptions) {
    this.#options = options
    this.#text = createEventText(options)
    const { syntax, scopes } = options
    const context = createReadContext(syntax, scopes)
    this.#access = {
      headers: createValueAccess(syntax, scopes, context),
      query: createQueryAccess(scopes, context),
    }
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
    const alias: Alias = { kind, edits: [], gets: [], raw: isRewritten(binding) }
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
    const { syntax, helpers } = this.#options
    const plan = this.#access[kind].plan(member)
    if (plan === null) {
      if (isWriteTarget(member, syntax.parentOf(member), syntax)) {
        this.#escapes(member, 'a part of the event is set')
      }
      this.notes.push({ line: syntax.lineOf(member), message: keepsLists[kind] })
      this.#end(object, kind, alias)
      return
    }
    plan.consumed.forEach((node) => this.#consumed.add(node))
    const base = (): string =>
      alias === null ? this.#text.base(kind) : syntax.code.slice(object.start, object.end)
    const edits = alias?.edits ?? this.edits
    const gets = alias?.gets ?? this.#gets
    for (const replacement of plan.replacements) {
      if ('form' in replacement && (replacement.form === 'get' || kind === 'query')) {
        gets.push({ line: syntax.lineOf(member), message: getsText[kind] })
      }
      edits.push(accessEdit(replacement, member, base, helpers))
    }
  }

  #watchText(binding: Binding): void {
    if (binding.references.some(({ node }) => isTextUse(node, this.#options.syntax))) {
      this.#text.anyBody = true
    }
  }

  /** All that was planned, once everything has been followed. */
  finish(): { edits: Edit[]; notes: Note[] } {
    const kept = this.#aliases.filter(({ raw }) => !raw)
    const said = new Set<string>()
    // Said once: it holds for all.
    const gets = [...this.#gets, ...kept.flatMap((alias) => alias.gets)]
      .toSorted((a, b) => a.line - b.line)
      .filter(({ message }) => said.size < said.add(message).size)
    return {
      edits: [...this.edits, ...kept.flatMap(({ edits }) => edits)],
      notes: [...this.notes, ...gets],
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

function isRewritten(binding: Binding): boolean {
  return binding.declarations.length > 1 || binding.references.some(({ write }) => write)
}
