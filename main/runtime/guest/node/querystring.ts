/** `querystring` of Node. */

const escape = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) =>
      // These five stay as they are in Node's querystring.
      char,
  )

function unescape(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function primitive(value: unknown): string {
  if (typeof value === 'string') {
    return value
  }
  return typeof value === 'boolean' || typeof value === 'bigint' || Number.isFinite(value)
    ? String(value)
    : ''
}

function stringify(fields: unknown, separator = '&', equals = '='): string {
  if (typeof fields !== 'object' || fields === null) {
    return ''
  }
  return Object.entries(fields)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? (value as unknown[]) : [value]).map(
        (item) => `${escape(name)}${equals}${escape(primitive(item))}`,
      ),
    )
    .join(separator)
}

function parse(text: string, separator = '&', equals = '='): Record<string, string | string[]> {
  const fields = Object.create(null) as Record<string, string | string[]>
  for (const part of typeof text === 'string' && text !== '' ? text.split(separator) : []) {
    const at = part.indexOf(equals)
    const decode = (piece: string): string => unescape(piece.replaceAll('+', ' '))
    const name = decode(at < 0 ? part : part.slice(0, at))
    const value = at < 0 ? '' : decode(part.slice(at + equals.length))
    const known = fields[name]
    fields[name] = known === undefined ? value : [known, value].flat()
  }
  return fields
}

export const querystring = { escape, unescape, stringify, encode: stringify, parse, decode: parse }
