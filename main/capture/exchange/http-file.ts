/** Files of HTTP clients in editors (`.http`, `.rest`): several requests, `###` between them. */
import type { Exchanged } from './exchanged.ts'
import { definitionsIn, fill, fillAddress, type Variables } from './http-variables.ts'
import { importRawHttp, looksLikeRawHttp } from './raw-http.ts'

/** Comments, names, variables and blank lines before a request. */
const PREFACE = /^(?:[ \t]*(?:(?:#|\/\/|@)[^\n]*)?\r?\n)*/

/** An address that begins with a variable, or has one within, which may be written with spaces. */
const OPEN_LINE = /^[A-Z]+[ \t]+(?:(?:https?:\/)?\/[^\s{}]*)?\{\{/

/** Only clients and proxies write the whole address, and what Hookbench exports has a path. */
const FROM_THE_WIRE = /^\S+ \/\S* HTTP\/\d/

const HEAD_BYTES = 8192

/** Latin-1: the head of a request need not be UTF-8, and its body need not be text. */
function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1')
}

export function looksLikeHttpFile(bytes: Uint8Array): boolean {
  return looksLikeRequest(headOf(bytes).replace(PREFACE, ''))
}

function looksLikeRequest(text: string): boolean {
  return looksLikeRawHttp(text) || OPEN_LINE.test(text)
}

export function importHttpFile(bytes: Uint8Array): Exchanged[] {
  const preface = PREFACE.exec(headOf(bytes))?.[0] ?? ''
  const first = bytes.subarray(preface.length)
  const head = headOf(first).split(/\r?\n\r?\n/, 1)[0] ?? ''
  // What states where its body ends is one message, whatever its body says.
  const sections = /\n(?:content-length|transfer-encoding):/i.test(head)
    ? [{ preface, bytes: first }]
    : split(preface, first)
  const definitions = sections.map((section) => definitionsIn(section.preface))
  // One that is defined further down is known above as well, until it is defined anew.
  const variables = new Map(definitions.flat().toReversed())
  return sections.map((section, index) => {
    definitions[index]?.forEach(([name, value]) => variables.set(name, value))
    return importRequest(section.bytes, variables)
  })
}

interface Section {
  /** The lines before the request. */
  readonly preface: string
  readonly bytes: Uint8Array
}

function importRequest(bytes: Uint8Array, variables: Variables): Exchanged {
  const line = headOf(bytes).split(/\r?\n/, 1)[0] ?? ''
  // A message that came over the wire may say {{name}} of its own, and is kept to the byte.
  if (variables.size === 0 && FROM_THE_WIRE.test(line)) {
    return importRawHttp(bytes)
  }
  const text = Buffer.from(bytes).toString('latin1')
  const rest = fill(text.slice(line.length), variables)
  const filled = fillAddress(line, variables) + rest.text
  const request = importRawHttp(Buffer.from(filled, 'latin1'))
  return rest.unknown.length === 0
    ? request
    : {
        ...request,
        notes: [
          `The file does not say what ${rest.unknown.map(use).join(', ')} is: it stays as written.`,
        ],
      }
}

function use(name: string): string {
  return `{{${name}}}`
}

function split(firstPreface: string, bytes: Uint8Array): Section[] {
  const text = Buffer.from(bytes).toString('latin1')
  const parts: Section[] = []
  let from = 0
  let preface = firstPreface
  for (const { 0: line, index } of text.matchAll(/^###.*$/gm)) {
    const between = PREFACE.exec(text.slice(index, index + HEAD_BYTES))?.[0] ?? ''
    const next = index + between.length
    // A body may be Markdown, where this is a heading.
    if (index >= from && looksLikeRequest(text.slice(next, next + HEAD_BYTES))) {
      parts.push({ preface, bytes: bytes.subarray(from, endOfText(text, from, index)) })
      from = next
      preface = between
    } else if (line.trim() === '###' && text.slice(next, next + HEAD_BYTES).trim() === '') {
      return [...parts, { preface, bytes: bytes.subarray(from, endOfText(text, from, index)) }]
    }
  }
  const end = parts.length === 0 ? undefined : endOfText(text, from)
  return [...parts, { preface, bytes: bytes.subarray(from, end) }]
}

/** Without the line ends before a separator. */
function endOfText(text: string, from: number, to = text.length): number {
  let end = to
  while (end > from && (text[end - 1] === '\n' || text[end - 1] === '\r')) {
    end -= 1
  }
  return end
}
