/** Where a value stands in a JSON text as it is, whatever its layout. */

/** `null` is the first element, or the first of the values of a map, that leads on. */
export type JsonPath = readonly (string | null)[]

/** Offset of the value, or of its name where it has one; `null` when it is not there. */
export function findInJson(text: string, path: JsonPath, ignoresCase = false): number | null {
  return new Finder(text, ignoresCase).find(0, path)
}

class Finder {
  readonly #text: string
  readonly #ignoresCase: boolean

  constructor(text: string, ignoresCase: boolean) {
    this.#text = text
    this.#ignoresCase = ignoresCase
  }

  find(at: number, path: JsonPath, own = at): number | null {
    const start = this.#skipSpace(at)
    const [step, ...rest] = path
    if (step === undefined) {
      return own === at ? start : own
    }
    const open = this.#text[start]
    if (open !== '{' && open !== '[') {
      return null
    }
    for (let next = this.#skipSpace(start + 1); next < this.#text.length;) {
      const sign = this.#text[next]
      if (sign === '}' || sign === ']') {
        return null
      }
      let name: string | null = null
      let value = next
      if (open === '{') {
        const end = this.#endOfString(next)
        name = nameOf(this.#text.slice(next, end))
        value = this.#skipSpace(this.#skipSpace(end) + 1)
      }
      const found = this.#fits(name, step)
        ? this.find(value, rest, rest.length === 0 ? next : undefined)
        : null
      if (found !== null) {
        return found
      }
      next = this.#skipSpace(this.#endOfValue(value))
      if (this.#text[next] === ',') {
        next = this.#skipSpace(next + 1)
      }
    }
    return null
  }

  #fits(name: string | null, step: string | null): boolean {
    if (step === null) {
      return true
    }
    return this.#ignoresCase ? name?.toLowerCase() === step.toLowerCase() : name === step
  }

  #skipSpace(at: number): number {
    let next = at
    while (next < this.#text.length && /\s/.test(this.#text[next] ?? '')) {
      next += 1
    }
    return next
  }

  #endOfString(at: number): number {
    let next = at + 1
    while (next < this.#text.length && this.#text[next] !== '"') {
      next += this.#text[next] === '\\' ? 2 : 1
    }
    return next + 1
  }

  #endOfValue(at: number): number {
    let depth = 0
    let next = at
    while (next < this.#text.length) {
      const sign = this.#text[next]
      if (sign === '"') {
        next = this.#endOfString(next)
      } else if (sign === '{' || sign === '[') {
        depth += 1
        next += 1
      } else if (sign === '}' || sign === ']') {
        if (depth === 0) {
          return next
        }
        depth -= 1
        next += 1
      } else if (sign === ',' && depth === 0) {
        return next
      } else {
        next += 1
      }
      if (depth === 0 && (sign === '"' || sign === '}' || sign === ']')) {
        return next
      }
    }
    return next
  }
}

function nameOf(quoted: string): string | null {
  try {
    const name: unknown = JSON.parse(quoted)
    return typeof name === 'string' ? name : null
  } catch {
    return null
  }
}

export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const lines = before.split(/\r\n|\n|\r/)
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
}
