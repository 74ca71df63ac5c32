/** What a body is, and how it is shown. */
import type { ViewContent, ViewPart } from '#preload/model/event-view'
import { decodeText, looksLikeText } from './charset.ts'
import { formFields } from './form-fields.ts'
import { hexPage } from './hex-page.ts'
import {
  isJsonType,
  isTextType,
  isXmlType,
  parseHeaderValue,
  type HeaderValue,
} from './media-type.ts'
import { splitMultipart, type Part } from './multipart.ts'
import { prettyJson } from './pretty-json.ts'

export interface ShownContent {
  readonly content: ViewContent
  readonly charset: string | null
  readonly problems: readonly string[]
}

/** Of a text, in characters; more than that nobody reads in a view, and the bytes are kept. */
const MAX_TEXT = 4_000_000
const MAX_PART_TEXT = 16_384

/** `contentType` is the header's value, `''` without one. */
export function viewContent(bytes: Buffer, contentType: string): ShownContent {
  if (bytes.byteLength === 0) {
    return shown({ kind: 'empty' })
  }
  const type = parseHeaderValue(contentType)
  const boundary = type.parameters.get('boundary')
  if (type.value.startsWith('multipart/') && boundary !== undefined && boundary !== '') {
    const { parts, problem } = splitMultipart(bytes, boundary)
    if (parts.length > 0) {
      return shown({ kind: 'multipart', parts: parts.map(viewPart) }, [problem])
    }
    return { ...viewText(bytes, type, [problem]) }
  }
  if (isTextType(type.value) || looksLikeText(bytes)) {
    return viewText(bytes, type, [])
  }
  return shown({ kind: 'binary', hex: hexPage(bytes, 0) })
}

/** The text that a body is, for a search; `undefined` when it is binary. */
export function textOf(bytes: Buffer, contentType: string): string | undefined {
  const type = parseHeaderValue(contentType)
  return isTextType(type.value) || looksLikeText(bytes) ? decodeText(bytes, type).text : undefined
}

function viewText(
  bytes: Buffer,
  type: HeaderValue,
  problemsBefore: readonly (string | null)[],
): ShownContent {
  const { text: whole, charset, problem } = decodeText(bytes, type)
  const truncated = whole.length > MAX_TEXT
  const text = truncated ? whole.slice(0, MAX_TEXT) : whole
  const problems = [...problemsBefore, problem]
  const done = (content: ViewContent, more: string | null = null): ShownContent => ({
    ...shown(content, [...problems, more]),
    charset,
  })
  if (type.value === 'application/x-www-form-urlencoded') {
    const stated = type.parameters.has('charset') && problem === null
    const form = formFields({ bytes, text, charset, stated })
    // Another charset, which the form itself names, has no trouble with the bytes.
    const formProblem = form.charset === charset ? (problem ?? form.problem) : null
    const cut = truncated || form.truncated
    return {
      ...shown({ kind: 'form', fields: form.fields, text, truncated: cut }, [
        ...problemsBefore,
        formProblem,
      ]),
      charset: form.charset,
    }
  }
  if (isJsonType(type.value) || /^\s*[[{]/.test(text)) {
    const json = truncated ? undefined : prettyJson(text, MAX_TEXT)
    if (json !== undefined) {
      const { pretty, duplicateKeys, inexactNumbers } = json
      return done({
        kind: 'json',
        pretty,
        text,
        duplicateKeys: [...duplicateKeys],
        inexactNumbers: [...inexactNumbers],
        truncated: json.truncated,
      })
    }
    if (isJsonType(type.value)) {
      const why = truncated
        ? 'The JSON is too long to be laid out.'
        : 'The headers say JSON, but the body is none.'
      return done({ kind: 'text', language: 'json', text, truncated }, why)
    }
  }
  return done({ kind: 'text', language: languageOf(type.value, text), text, truncated })
}

function languageOf(type: string, text: string): 'plain' | 'xml' | 'html' {
  if (isXmlType(type) || /^\s*<\?xml\s/.test(text)) {
    return 'xml'
  }
  return type === 'text/html' ? 'html' : 'plain'
}

function viewPart(part: Part, index: number): ViewPart {
  const { bytes, type, name, filename } = part
  const start = textOf(bytes, type ?? '')
  return {
    index,
    name,
    filename,
    type,
    size: bytes.byteLength,
    text: start?.slice(0, MAX_PART_TEXT) ?? null,
    truncated: (start?.length ?? 0) > MAX_PART_TEXT,
  }
}

function shown(content: ViewContent, problems: readonly (string | null)[] = []): ShownContent {
  return { content, charset: null, problems: problems.filter((problem) => problem !== null) }
}
