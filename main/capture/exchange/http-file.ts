/** Files of HTTP clients in editors (`.http`, `.rest`): several requests, `###` between them. */
import type { Exchanged } from './exchanged.ts'
import { importRawHttp, looksLikeRawHttp } from './raw-http.ts'

/** Comments, names, variables and blank lines before a request. */
const PREFACE = /^(?:[ \t]*(?:(?:#|\/\/|@)[^\n]*)?\r?\n)*/

const HEAD_BYTES = 8192

/** Latin-1: the head of a request need not be UTF-8, and its body need not be text. */
function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1')
}

export function looksLikeHttpFile(bytes: Uint8Array): boolean {
  return looksLikeRawHttp(headOf(bytes).replace(PREFACE, ''))
}

export function importHttpFile(bytes: Uint8Array): Exchanged[] {
  const start = PREFACE.exec(headOf(bytes))?.[0].length ?? 0
  const first = bytes.subarray(start)
  const head = headOf(first).split(/\r?\n\r?\n/, 1)[0] ?? ''
  // What states where its body ends is one message, whatever its body says.
  return /\n(?:content-length|transfer-encoding):/i.test(head)
    ? [importRawHttp(first)]
    : split(first).map(importRawHttp)
}

function split(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1')
  const parts: Uint8Array[] = []
  let from = 0
  for (const { 0: line, index } of text.matchAll(/^###.*$/gm)) {
    const preface = PREFACE.exec(text.slice(index, index + HEAD_BYTES))?.[0].length ?? 0
    const next = index + preface
    // A body may be Markdown, where this is a heading.
    if (index >= from && looksLikeRawHttp(text.slice(next, next + HEAD_BYTES))) {
      parts.push(bytes.subarray(from, endOfText(text, from, index)))
      from = next
    } else if (line.trim() === '###' && text.slice(next, next + HEAD_BYTES).trim() === '') {
      parts.push(bytes.subarray(from, endOfText(text, from, index)))
      return parts
    }
  }
  return [...parts, bytes.subarray(from, parts.length === 0 ? undefined : endOfText(text, from))]
}

/** Without the line ends before a separator. */
function endOfText(text: string, from: number, to = text.length): number {
  let end = to
  while (end > from && (text[end - 1] === '\n' || text[end - 1] === '\r')) {
    end -= 1
  }
  return end
}
