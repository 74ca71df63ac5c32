/** A request as a curl command for bash or zsh that sends the very same bytes. */
import { exactText, hasHeader, targetOf, type Exchanged } from './exchanged.ts'

/** Linux allows 128 KiB for one argument. */
const MAX_ARGUMENT = 100 * 1024

/** What curl writes itself, from the address and the body. */
const OWN = new Set(['host', 'content-length', 'connection', 'transfer-encoding'])

/** `base` is where it is sent: scheme and host. */
export function exportCurl(request: Exchanged, base: string): string {
  const url = `${base.replace(/\/+$/, '')}${targetOf(request)}`
  const text = argumentText(request.body)
  const lines = [
    // Brackets and braces in an address are no patterns here, and dots stay as they are.
    `curl --globoff --path-as-is -X ${quoteBytes(request.method)} ${quoteBytes(url)}`,
    // curl cuts an address at a #, which some senders have in theirs.
    ...(targetOf(request).includes('#')
      ? [`--request-target ${quoteBytes(targetOf(request))}`]
      : []),
    ...request.rawHeaders
      .filter(([name]) => !OWN.has(name.toLowerCase()))
      .map(([name, value]) => `-H ${quoteBytes(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...withheld(request).map((name) => `-H ${quote(`${name}:`)}`),
    ...bodyOption(request.body, text),
  ]
  const command = lines.join(' \\\n  ')
  if (text !== undefined) {
    return `${command}\n`
  }
  const base64 = Buffer.from(request.body).toString('base64').replace(/.{76}/g, '$&\n').trimEnd()
  return `base64 -d <<'HOOKBENCH' | ${command}\n${base64}\nHOOKBENCH\n`
}

/** The body when one argument can hold it; a NUL cannot be in one at all. */
function argumentText(body: Uint8Array): string | undefined {
  const text = body.byteLength > MAX_ARGUMENT ? undefined : exactText(body)
  return text?.includes('\0') === true ? undefined : text
}

function bodyOption(body: Uint8Array, text: string | undefined): string[] {
  if (text === undefined) {
    return ['--data-binary @-']
  }
  // A body that starts with @ would name a file; --data-raw takes it as it is.
  return body.byteLength === 0
    ? []
    : [`${text.startsWith('@') ? '--data-raw' : '--data-binary'} ${quote(text)}`]
}

/** Headers that curl adds of its own accord and the request does not have. */
function withheld({ rawHeaders, body }: Exchanged): string[] {
  const added = ['User-Agent', 'Accept', ...(body.byteLength > 0 ? ['Content-Type', 'Expect'] : [])]
  return added.filter((name) => !hasHeader(rawHeaders, name))
}

/** Control characters of ASCII; those above are two bytes and need no escape. */
const CONTROL = /(?![\u0080-\u009f])\p{Cc}/u

/** Single quotes keep everything; control characters are written as escapes to stay readable. */
function quote(text: string): string {
  if (/^[A-Za-z0-9_./:@%+=,-]+$/.test(text)) {
    return text
  }
  return CONTROL.test(text.replaceAll('\n', ''))
    ? `$'${text.replace(/[\\']|(?![\u0080-\u009f])\p{Cc}/gu, escapeChar)}'`
    : `'${text.replaceAll("'", `'\\''`)}'`
}

/** A header has one character a byte, and the bytes need not be UTF-8. */
function quoteBytes(text: string): string {
  const decoded = exactText(Buffer.from(text, 'latin1'))
  return decoded === undefined
    ? `$'${text.replace(/[\\'\u0080-\u00ff]|\p{Cc}/gu, escapeChar)}'`
    : quote(decoded)
}

const NAMED: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** Three octal digits always: a hexadecimal escape could swallow the character after it. */
function escapeChar(char: string): string {
  return NAMED[char] ?? `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`
}
