/**
 * JSON text of a value, laid out like `JSON.stringify(value, null, 2)`, that remembers where each
 * value went, so that a marker can be put at a JSON Pointer (RFC 6901).
 */
export interface TextSpan {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

export interface JsonLayout {
  readonly text: string
  /** By JSON Pointer; `''` is the whole. Columns and lines count from 1. */
  readonly spans: ReadonlyMap<string, TextSpan>
}

function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1')
}

class LayoutWriter {
  readonly spans = new Map<string, TextSpan>()
  readonly #lines: string[] = ['']

  get text(): string {
    return this.#lines.join('\n')
  }

  write(value: unknown, pointer: string, indent: string): void {
    const startLine = this.#lines.length
    const startColumn = this.#column()
    if (Array.isArray(value)) {
      const entries = value.map((item, index): [string, unknown] => [String(index), item])
      this.#writeGroup(entries, '[]', pointer, indent)
    } else if (value !== null && typeof value === 'object') {
      this.#writeGroup(Object.entries(value), '{}', pointer, indent)
    } else {
      this.#append(JSON.stringify(value) ?? 'null')
    }
    const end = { endLine: this.#lines.length, endColumn: this.#column() }
    this.spans.set(pointer, { startLine, startColumn, ...end })
  }

  #writeGroup(entries: [string, unknown][], ends: '[]' | '{}', pointer: string, indent: string) {
    if (entries.length === 0) {
      this.#append(ends)
      return
    }
    const inner = `${indent}  `
    this.#append(ends.charAt(0))
    for (const [index, [key, item]] of entries.entries()) {
      this.#lines.push(inner + (ends === '{}' ? `${JSON.stringify(key)}: ` : ''))
      this.write(item, `${pointer}/${escapeToken(key)}`, inner)
      if (index < entries.length - 1) {
        this.#append(',')
      }
    }
    this.#lines.push(indent + ends.charAt(1))
  }

  #append(text: string): void {
    this.#lines.push((this.#lines.pop() ?? '') + text)
  }

  #column(): number {
    return (this.#lines.at(-1) ?? '').length + 1
  }
}

export function layoutJson(value: unknown): JsonLayout {
  const writer = new LayoutWriter()
  writer.write(value, '', '')
  return { text: writer.text, spans: writer.spans }
}

/** The place of a pointer; of its nearest parent when the value itself is not there. */
export function spanOf(layout: JsonLayout, pointer: string): TextSpan | undefined {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const span = layout.spans.get(at)
    if (span !== undefined || at === '' || !at.startsWith('/')) {
      return span
    }
  }
}
