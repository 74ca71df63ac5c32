/** The bodies that curl makes of its options. */
import { AppError } from '#preload/errors'
import { valuesOf, type CurlOption } from './curl-options.ts'
import { multipart, type FormPart } from './multipart.ts'

const DATA = ['data', 'data-ascii', 'data-raw', 'data-binary', 'data-urlencode', 'json']

/** Several are joined by `&`, but several `--json` by nothing. */
export function dataOf(
  options: readonly CurlOption[],
  stdin: Buffer | undefined,
): Buffer | undefined {
  const parts: Buffer[] = []
  for (const { name, value } of options.filter((option) => DATA.includes(option.name))) {
    if (parts.length > 0 && name !== 'json') {
      parts.push(Buffer.from('&'))
    }
    parts.push(dataPart(name, value, stdin))
  }
  return parts.length === 0 ? undefined : Buffer.concat(parts)
}

function dataPart(name: string, value: string, stdin: Buffer | undefined): Buffer {
  if (name === 'data-urlencode') {
    return Buffer.from(urlEncoded(value))
  }
  if (name !== 'data-raw' && value.startsWith('@')) {
    if (value === '@-' && stdin !== undefined) {
      // As curl says of files; the other options take them as they are.
      return name === 'data' || name === 'data-ascii' ? withoutLineEnds(stdin) : stdin
    }
    throw readsFile('body', value.slice(1))
  }
  return Buffer.from(value, 'latin1')
}

function withoutLineEnds(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/[\r\n\0]/g, ''), 'latin1')
}

/** `content`, `=content` and `name=content`: the content is encoded, the name is not. */
export function urlEncoded(value: string): string {
  const at = value.indexOf('=')
  if (at === -1 && value.includes('@')) {
    throw readsFile('body', value.slice(value.indexOf('@') + 1))
  }
  const name = at <= 0 ? '' : `${value.slice(0, at)}=`
  return name + value.slice(at + 1).replace(/[^A-Za-z0-9._~-]/g, percent)
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

/** `-T -` sends what comes in, `-T file` the file. */
export function uploadOf(
  options: readonly CurlOption[],
  stdin: Buffer | undefined,
): Buffer | undefined {
  const file = valuesOf(options, 'upload-file').at(-1)
  if (file === undefined) {
    return undefined
  }
  if ((file === '-' || file === '.') && stdin !== undefined) {
    return stdin
  }
  throw readsFile('body', file)
}

export function readsFile(what: string, file: string): AppError {
  return new AppError('invalid_input', `The command reads its ${what} from a file: ${file}.`, {
    hint: 'Put the text into the command (--data-raw), or import the request in another form.',
  })
}

export function formOf(options: readonly CurlOption[]): ReturnType<typeof multipart> | undefined {
  const parts = options
    .filter(({ name }) => name === 'form' || name === 'form-string')
    .map(({ name, value }) => formPart(value, name === 'form-string'))
  return parts.length === 0 ? undefined : multipart(parts)
}

/** Each up to the next one; a type may have parameters of its own. */
const PROPERTY =
  /;\s*(type|filename|encoder|headers)=("(?:[^"\\]|\\.)*"|(?:(?!;\s*(?:type|filename|encoder|headers)=)[^])*)/y

function formPart(text: string, literal: boolean): FormPart {
  const at = text.indexOf('=')
  const name = text.slice(0, Math.max(at, 0))
  const rest = text.slice(at + 1)
  if (literal) {
    return { name, value: rest, type: undefined, fileName: undefined }
  }
  if (/^[@<]/.test(rest)) {
    throw readsFile('body', rest.slice(1))
  }
  const quoted = /^"(?:[^"\\]|\\.)*"(?=;|$)/s.exec(rest)?.[0]
  const first = rest.search(/;\s*(?:type|filename|encoder|headers)=/)
  const end = quoted?.length ?? (first === -1 ? rest.length : first)
  const properties = new Map<string, string>()
  PROPERTY.lastIndex = end
  for (let match = PROPERTY.exec(rest); match !== null; match = PROPERTY.exec(rest)) {
    properties.set(match[1] ?? '', unquoted(match[2] ?? ''))
  }
  const other = ['encoder', 'headers'].find((property) => properties.has(property))
  if (other !== undefined) {
    throw new AppError(
      'invalid_input',
      `A part of the form has ${other}=, which is not supported.`,
      {
        hint: 'Take it out of the command, or import the request in another form.',
      },
    )
  }
  return {
    name,
    value: unquoted(rest.slice(0, end)),
    type: properties.get('type'),
    fileName: properties.get('filename'),
  }
}

function unquoted(text: string): string {
  return /^".*"$/s.test(text) ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : text
}
