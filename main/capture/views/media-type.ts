/** `Content-Type` and `Content-Disposition`: a value with parameters. */
export interface HeaderValue {
  /** In small letters, without parameters: `application/json`. */
  readonly value: string
  /** Names in small letters. */
  readonly parameters: ReadonlyMap<string, string>
}

const PARAMETER = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:\\.|[^"\\])*)(?:"|$)|([^;]*))/gs

export function parseHeaderValue(text: string): HeaderValue {
  const mark = text.indexOf(';')
  const parameters = new Map<string, string>()
  for (const [, name = '', quoted, plain = ''] of text.matchAll(PARAMETER)) {
    const key = name.toLowerCase()
    // The first one counts; a second one is either a mistake or an attempt to mislead.
    if (!parameters.has(key)) {
      // Browsers escape the quote alone: a backslash may be part of a Windows path.
      parameters.set(key, quoted?.replace(/\\(["\\])/g, '$1') ?? plain.trim())
    }
  }
  return { value: (mark === -1 ? text : text.slice(0, mark)).trim().toLowerCase(), parameters }
}

export function isJsonType(type: string): boolean {
  return /^(?:application|text)\/(?:[\w.+-]+\+)?(?:json|x-json)$/.test(type)
}

export function isXmlType(type: string): boolean {
  return /^(?:application|text)\/(?:[\w.+-]+\+)?xml$/.test(type)
}

/** Types whose bytes are meant to be read. */
export function isTextType(type: string): boolean {
  return (
    type.startsWith('text/') ||
    isJsonType(type) ||
    isXmlType(type) ||
    /^application\/(?:x-www-form-urlencoded|javascript|x-javascript|graphql|x-ndjson|jsonl|jwt|jose|yaml|x-yaml|toml|sql)$/.test(
      type,
    )
  )
}
