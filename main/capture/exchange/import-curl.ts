/** A curl command, as browsers, documentation and Hookbench write it, as the request it sends. */
import { AppError } from '#preload/errors'
import { dataOf, formOf, readsFile, uploadOf, urlEncoded } from './curl-body.ts'
import { curlHeaders, isSignedByCurl } from './curl-headers.ts'
import { readOptions, valuesOf, type CurlOption } from './curl-options.ts'
import { parseAddress, splitTarget, type Exchanged } from './exchanged.ts'
import { isPowerShell, powerShellWords } from './powershell-words.ts'
import { bashWords, cmdWords, isCmd, type Word } from './shell-words.ts'

const HINT = 'Paste a command like: curl https://host/path -H "Name: value" -d "text"'

const SIGNED_BY_CURL =
  'The signature of --aws-sigv4 is made by curl when it sends: it is not in the command, and so ' +
  'not in the event.'

/** Lines of comments before the command, as documentation has them. */
const COMMENTS = /^(?:[ \t]*(?:#[^\n]*)?\n)+/

export function looksLikeCurl(text: string): boolean {
  return /^\s*(?:\$\s+)?curl(?:\.exe)?\s/.test(text.replace(COMMENTS, '')) || PIPE.test(text)
}

/** How `export-curl.ts` writes a body that no argument can hold. */
const PIPE =
  /^\s*base64 (?:-d|-D|--decode) <<'?(\w+)'? \| (curl[\s\S]*?)\r?\n([A-Za-z0-9+/=\r\n]*?)\r?\n\1\s*$/

/** Every command of the text: one may follow another, on its own line or after `;`. */
export function importCurl(text: string): Exchanged[] {
  const piped = PIPE.exec(text)
  if (piped !== null) {
    const stdin = Buffer.from(piped[3] ?? '', 'base64')
    return commandsOf(piped[2] ?? '').flatMap(({ words }) => toRequests(words, stdin))
  }
  return commandsOf(text.replace(COMMENTS, '')).flatMap(({ words, stdin }) =>
    toRequests(words, stdin),
  )
}

interface Command {
  readonly words: string[]
  /** Of a here-document. */
  stdin: Buffer | undefined
}

function commandsOf(text: string): Command[] {
  const commands = split(wordsOf(text))
    .map(({ words, stdin }) => ({ words: words[0] === '$' ? words.slice(1) : words, stdin }))
    .filter(({ words: [name = ''] }) => /^curl(?:\.exe)?$/.test(name))
    .map(({ words, stdin }) => ({ words: words.slice(1), stdin }))
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

function split(words: readonly Word[]): Command[] {
  let command: Command = { words: [], stdin: undefined }
  const commands = [command]
  for (const { text, operator, isInput } of words) {
    if (operator) {
      command = { words: [], stdin: undefined }
      commands.push(command)
    } else if (isInput === true) {
      command.stdin = Buffer.from(text, 'latin1')
    } else {
      command.words.push(text)
    }
  }
  return commands
}

/** Each address is sent to, and after `--next` everything begins anew. */
function toRequests(words: readonly string[], stdin: Buffer | undefined): Exchanged[] {
  const groups: CurlOption[][] = [[]]
  for (const option of readOptions(words)) {
    if (option.name === 'next') {
      groups.push([])
    } else {
      groups.at(-1)?.push(option)
    }
  }
  return groups.flatMap((options) => {
    const addresses = valuesOf(options, '', 'url')
    if (addresses.length === 0) {
      throw new AppError('invalid_input', 'The curl command names no address.', { hint: HINT })
    }
    return addresses.map((address) => toRequest(options, address, stdin))
  })
}

function toRequest(
  options: readonly CurlOption[],
  address: string,
  stdin: Buffer | undefined,
): Exchanged {
  const config = valuesOf(options, 'config')[0]
  if (config !== undefined) {
    throw readsFile('options', config)
  }
  const url = parseAddress(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`)
  const form = formOf(options)
  const data = dataOf(options, stdin)
  const upload = uploadOf(options, stdin)
  const inQuery = options.some(({ name }) => name === 'get')
  const query = [
    url.query,
    ...valuesOf(options, 'url-query').map(urlEncoded),
    ...(inQuery && data !== undefined ? [data.toString('latin1')] : []),
  ]
  const body = upload ?? (inQuery ? undefined : (form?.body ?? data))
  const type =
    form?.contentType ??
    (options.some(({ name }) => name === 'json')
      ? 'application/json'
      : 'application/x-www-form-urlencoded')
  const target = valuesOf(options, 'request-target').at(-1)
  return {
    method: methodOf(options, upload !== undefined ? 'PUT' : body !== undefined ? 'POST' : 'GET'),
    path: url.path,
    query: query.filter((part) => part !== '').join('&'),
    ...(target === undefined ? {} : splitTarget(target)),
    httpVersion: '1.1',
    rawHeaders: curlHeaders(options, url.host ?? '', body, upload === undefined ? type : undefined),
    body: body ?? Buffer.alloc(0),
    ...(isSignedByCurl(options) ? { notes: [SIGNED_BY_CURL] } : {}),
  }
}

function methodOf(options: readonly CurlOption[], usual: string): string {
  const given = valuesOf(options, 'request').at(-1)
  return given ?? (options.some(({ name }) => name === 'head') ? 'HEAD' : usual)
}
