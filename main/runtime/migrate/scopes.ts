/** Which name means which variable, and where each variable is used. */
import type { AnyNode, Identifier, Pattern, Program } from 'acorn'
import { childrenOf, isFunction } from './syntax.ts'

export interface Reference {
  readonly node: Identifier
  readonly write: boolean
}

export interface Binding {
  readonly name: string
  readonly top: boolean
  /** Where it is declared: more than once is possible for `var` and functions. */
  readonly declarations: Identifier[]
  readonly references: Reference[]
}

export interface Scopes {
  readonly bindings: readonly Binding[]
  /** Names that nothing in the text declares. */
  readonly free: ReadonlyMap<string, readonly Reference[]>
  bindingOf(node: Identifier): Binding | undefined
  /** Every name in the text, whatever it means. */
  isUsed(name: string): boolean
}

interface Scope {
  readonly parent: Scope | null
  readonly isFunction: boolean
  readonly names: Map<string, Binding>
}

export function analyseScopes(program: Program): Scopes {
  const analyser = new Analyser()
  analyser.visit(program, analyser.top)
  return analyser.finish()
}

class Analyser {
  readonly top: Scope = { parent: null, isFunction: true, names: new Map() }
  readonly #bindings: Binding[] = []
  readonly #byNode = new Map<Identifier, Binding>()
  readonly #found: { reference: Reference; scope: Scope }[] = []
  readonly #names = new Set<string>()

  finish(): Scopes {
    const free = new Map<string, Reference[]>()
    for (const { reference, scope } of this.#found) {
      const binding = lookUp(scope, reference.node.name)
      if (binding === undefined) {
        free.set(reference.node.name, [...(free.get(reference.node.name) ?? []), reference])
      } else {
        binding.references.push(reference)
        this.#byNode.set(reference.node, binding)
      }
    }
    return {
      bindings: this.#bindings,
      free,
      bindingOf: (node) => this.#byNode.get(node),
      isUsed: (name) => this.#names.has(name),
    }
  }

  visit(node: AnyNode, scope: Scope): void {
    if (isFunction(node)) {
      this.#function(node, scope)
      return
    }
    switch (node.type) {
      case 'Identifier':
        this.#reference(node, scope, false)
        break
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations) {
          this.#pattern(id, scope, node.kind === 'var' ? functionScope(scope) : scope)
          this.#each(init, scope)
        }
        break
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (node.id) {
          this.#declare(node.id, scope)
        }
        this.#each(node.superClass, scope)
        this.visit(node.body, scope)
        break
      case 'BlockStatement':
      case 'ForStatement':
      case 'SwitchStatement':
      case 'StaticBlock':
        this.#all(node, inner(scope))
        break
      case 'ForInStatement':
      case 'ForOfStatement':
        this.#forEach(node, inner(scope))
        break
      case 'CatchClause': {
        const own = inner(scope)
        if (node.param) {
          this.#pattern(node.param, own, own)
        }
        this.visit(node.body, own)
        break
      }
      case 'AssignmentExpression':
        this.#pattern(node.left, scope, null)
        this.visit(node.right, scope)
        break
      case 'UpdateExpression':
        this.#pattern(node.argument, scope, null)
        break
      case 'MemberExpression':
        this.visit(node.object, scope)
        this.#key(node.computed, node.property, scope)
        break
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        if (!(node.type === 'Property' && node.shorthand)) {
          this.#key(node.computed, node.key, scope)
        }
        this.#each(node.value, scope)
        break
      case 'LabeledStatement':
        this.visit(node.body, scope)
        break
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        break
      default:
        this.#all(node, scope)
    }
  }

  #function(node: Extract<AnyNode, { params: Pattern[] }>, scope: Scope): void {
    if (node.type === 'FunctionDeclaration' && node.id) {
      // Sloppy mode: a function in a block is a variable of the function around it too.
      this.#declare(node.id, functionScope(scope))
    }
    const own: Scope = { parent: scope, isFunction: true, names: new Map() }
    if (node.type === 'FunctionExpression' && node.id) {
      this.#declare(node.id, own)
    }
    for (const param of node.params) {
      this.#pattern(param, own, own)
    }
    if (node.body.type === 'BlockStatement') {
      this.#all(node.body, own)
    } else {
      this.visit(node.body, own)
    }
  }

  #forEach(
    node: Extract<AnyNode, { type: 'ForInStatement' | 'ForOfStatement' }>,
    own: Scope,
  ): void {
    if (node.left.type === 'VariableDeclaration') {
      this.visit(node.left, own)
      // Its variables are set by the loop.
      for (const { id } of node.left.declarations) {
        this.#markWritten(id, own)
      }
    } else {
      this.#pattern(node.left, own, null)
    }
    this.visit(node.right, own)
    this.visit(node.body, own)
  }

  #markWritten(pattern: Pattern, scope: Scope): void {
    if (pattern.type === 'Identifier') {
      this.#found.push({ reference: { node: pattern, write: true }, scope })
    }
  }

  /** Names in a pattern: declared in `into`, or written when there is none. */
  #pattern(node: AnyNode, scope: Scope, into: Scope | null): void {
    switch (node.type) {
      case 'Identifier':
        if (into === null) {
          this.#reference(node, scope, true)
        } else {
          this.#declare(node, into)
        }
        break
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'RestElement') {
            this.#pattern(property.argument, scope, into)
          } else {
            if (!property.shorthand) {
              this.#key(property.computed, property.key, scope)
            }
            this.#pattern(property.value, scope, into)
          }
        }
        break
      case 'ArrayPattern':
        for (const element of node.elements) {
          if (element) {
            this.#pattern(element, scope, into)
          }
        }
        break
      case 'AssignmentPattern':
        this.#pattern(node.left, scope, into)
        this.visit(node.right, scope)
        break
      case 'RestElement':
        this.#pattern(node.argument, scope, into)
        break
      default:
        this.visit(node, scope)
    }
  }

  #key(computed: boolean, key: AnyNode, scope: Scope): void {
    if (computed) {
      this.visit(key, scope)
    }
  }

  #each(node: AnyNode | null | undefined, scope: Scope): void {
    if (node) {
      this.visit(node, scope)
    }
  }

  #all(node: AnyNode, scope: Scope): void {
    for (const child of childrenOf(node)) {
      this.visit(child, scope)
    }
  }

  #declare(node: Identifier, scope: Scope): void {
    this.#names.add(node.name)
    let binding = scope.names.get(node.name)
    if (binding === undefined) {
      binding = { name: node.name, top: scope === this.top, declarations: [], references: [] }
      scope.names.set(node.name, binding)
      this.#bindings.push(binding)
    }
    binding.declarations.push(node)
    this.#byNode.set(node, binding)
  }

  #reference(node: Identifier, scope: Scope, write: boolean): void {
    this.#names.add(node.name)
    this.#found.push({ reference: { node, write }, scope })
  }
}

function inner(parent: Scope): Scope {
  return { parent, isFunction: false, names: new Map() }
}

function functionScope(scope: Scope): Scope {
  return scope.isFunction || scope.parent === null ? scope : functionScope(scope.parent)
}

function lookUp(scope: Scope | null, name: string): Binding | undefined {
  return scope === null ? undefined : (scope.names.get(name) ?? lookUp(scope.parent, name))
}
