/** A curl command, as browsers, documentation and Hookbench write it, as the request it sends. */
import { AppError } from '#preload/errors'
import type { RawHeaders } from '#preload/model'
import { readOptions, type CurlOption } from './curl-options.ts'
import { hasHeader, parseAddress, trimHeader, type Exchanged } from './exchanged.ts'
import { multipart, type FormPart } from './multipart.ts'
import { isPowerShell, powerShellWords } from './powershell-words.ts'
import { bashWords, cmdWords, isCmd, type Word } from './shell-words.ts'

const HINT = 'Paste a command like: curl https://host/path -H "Name: value" -d "text"'

export function looksLikeCurl(text: string): boolean {
  return /^\s*(?:\$\s+)?curl(?:\.exe)?\s/.test(text) || PIPE.test(text)
}

/** How `export-curl.ts` writes a body that no argument can hold. */
const PIPE =
  /^\s*base64 (?:-d|-D|--decode) <<'?(\w+)'? \| (curl[\s\S]*?)\r?\n([A-Za-z0-9+/=\r\n]*?)\r?\n\1\s*$/

/** Every command of the text: one may follow another, on its own line or after `;`. */
export function importCurl(text: string): Exchanged[] {
  const piped = PIPE.exec(text)
  if (piped !== null) {
    const stdin = Buffer.from(piped[3] ?? '', 'base64')
    return commandsOf(piped[2] ?? '').map((words) => toRequest(words, stdin))
  }
  return commandsOf(text).map((words) => toRequest(words, undefined))
}

function commandsOf(text: string): string[][] {
  const commands = split(wordsOf(text))
    .map((command) => (command[0] === '$' ? command.slice(1) : command))
    .filter(([name = '']) => /^curl(?:\.exe)?$/.test(name))
    .map((command) => command.slice(1))
  if (commands.length === 0) {
    throw new AppError('invalid_input', 'This is no curl command.', { hint: HINT })
  }
  return commands
}

function wordsOf(text: string): Word[] {
  if (isCmd(text)) {
    return cmdWords(text)
  }
  return isPowerShell(text) ? powerShellWords(text) : bashWords(text)
}

function split(words: readonly Word[]): string[][] {
  const commands: string[][] = [[]]
  for (const { text, operator } of words) {
    if (operator) {
      commands.push([])
    } else {
      commands.at(-1)?.push(text)
    }
  }
  return commands
}

function toRequest(words: readonly string[], stdin: Buffer | undefined): Exchanged {
  const options = readOptions(words)
  const addresses = valuesOf(options, '', 'url')
  const address = addresses[0]
  if (address === undefined) {
    throw new AppError('invalid_input', 'The curl command names no address.', { hint: HINT })
  }
  const url = parseAddress(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`)
  const form = formOf(options)
  const data = dataOf(options, stdin)
  const inQuery = options.some(({ name }) => name === 'get')
  const query = [
    url.query,
    ...valuesOf(options, 'url-query').map(urlEncoded),
    ...(inQuery && data !== undefined ? [data.toString('latin1')] : []),
  ]
  const body = inQuery ? undefined : (form?.body ?? data)
  return {
    method: methodOf(options, body !== undefined),
    path: url.path,
    query: query.filter((part) => part !== '').join('&'),
    httpVersion: '1.1',
    rawHeaders: headersOf(options, url.host ?? '', body, form?.contentType),
    body: body ?? Buffer.alloc(0),
  }
}

function valuesOf(options: readonly CurlOption[], ...names: string[]): string[] {
  return options.filter(({ name }) => names.includes(name)).map(({ value }) => value)
}

function methodOf(options: readonly CurlOption[], hasBody: boolean): string {
  const given = valuesOf(options, 'request').at(-1)
  if (given !== undefined) {
    return given
  }
  return options.some(({ name }) => name === 'head') ? 'HEAD' : hasBody ? 'POST' : 'GET'
}

const DATA = ['data', 'data-ascii', 'data-raw', 'data-binary', 'data-urlencode', 'json']

/** Several are joined by `&`, but several `--json` by nothing. */
function dataOf(options: readonly CurlOption[], stdin: Buffer | undefined): Buffer | undefined {
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
      return stdin
    }
    throw readsFile(value.slice(1))
  }
  return Buffer.from(value, 'latin1')
}

/** `content`, `=content` and `name=content`: the content is encoded, the name is not. */
function urlEncoded(value: string): string {
  const at = value.indexOf('=')
  if (at === -1 && value.includes('@')) {
    throw readsFile(value.slice(value.indexOf('@') + 1))
  }
  const name = at <= 0 ? '' : `${value.slice(0, at)}=`
  return name + value.slice(at + 1).replace(/[^A-Za-z0-9._~-]/g, percent)
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

function readsFile(file: string): AppError {
  return new AppError('invalid_input', `The command reads its body from a file: ${file}.`, {
    hint: 'Put the text into the command (--data-raw), or import the request in another form.',
  })
}

function formOf(options: readonly CurlOption[]): ReturnType<typeof multipart> | undefined {
  const parts = options
    .filter(({ name }) => name === 'form' || name === 'form-string')
    .map(({ name, value }) => formPart(value, name === 'form-string'))
  return parts.length === 0 ? undefined : multipart(parts)
}

function formPart(text: string, literal: boolean): FormPart {
  const at = text.indexOf('=')
  const name = text.slice(0, Math.max(at, 0))
  const value = text.slice(at + 1)
  if (literal) {
    return { name, value, type: undefined }
  }
  if (/^[@<]/.test(value)) {
    throw readsFile(value.slice(1))
  }
  const type = /;type=([^;]+)$/.exec(value)
  return {
    name,
    value: (type === null ? value : value.slice(0, type.index)).replace(/^"(.*)"$/s, '$1'),
    type: type?.[1],
  }
}

/** What curl itself adds is left out, but for what belongs to the body. */
function headersOf(
  options: readonly CurlOption[],
  host: string,
  body: Buffer | undefined,
  formType: string | undefined,
): RawHeaders {
  const removed = new Set<string>()
  const headers: RawHeaders = []
  const add = (name: string, value: string): void => {
    if (!hasHeader(headers, name) && !removed.has(name.toLowerCase())) {
      headers.push([name, value])
    }
  }
  for (const line of valuesOf(options, 'header')) {
    const [, name = '', mark, rest = ''] = /^([^:;]+)([:;])([\s\S]*)$/.exec(line) ?? []
    const value = trimHeader(rest)
    if (mark === ':' && value === '') {
      removed.add(name.toLowerCase())
    } else if (name !== '') {
      headers.push([name, value])
    }
  }
  const json = options.some(({ name }) => name === 'json')
  for (const [name, option] of [
    ['User-Agent', 'user-agent'],
    ['Referer', 'referer'],
    ['Cookie', 'cookie'],
  ] as const) {
    valuesOf(options, option).forEach((value) => add(name, value))
  }
  valuesOf(options, 'user').forEach((user) =>
    add('Authorization', `Basic ${Buffer.from(user, 'latin1').toString('base64')}`),
  )
  valuesOf(options, 'oauth2-bearer').forEach((token) => add('Authorization', `Bearer ${token}`))
  if (json) {
    add('Accept', 'application/json')
  }
  if (body !== undefined) {
    add(
      'Content-Type',
      formType ?? (json ? 'application/json' : 'application/x-www-form-urlencoded'),
    )
    add('Content-Length', String(body.byteLength))
  }
  return hasHeader(headers, 'host') || host === '' ? headers : [['Host', host], ...headers]
}
