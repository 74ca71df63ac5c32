/** The options of curl that matter to a request, and how many words each takes. */

/** Short options that take a value, with their long names. */
export const SHORT_WITH_VALUE: Readonly<Record<string, string>> = {
  A: 'user-agent',
  b: 'cookie',
  C: 'continue-at',
  c: 'cookie-jar',
  D: 'dump-header',
  d: 'data',
  E: 'cert',
  e: 'referer',
  F: 'form',
  H: 'header',
  h: 'help',
  K: 'config',
  m: 'max-time',
  o: 'output',
  P: 'ftp-port',
  Q: 'quote',
  r: 'range',
  T: 'upload-file',
  t: 'telnet-option',
  U: 'proxy-user',
  u: 'user',
  w: 'write-out',
  X: 'request',
  x: 'proxy',
  Y: 'speed-limit',
  y: 'speed-time',
  z: 'time-cond',
}

export const SHORT_PLAIN: Readonly<Record<string, string>> = { G: 'get', I: 'head' }

/** Long options with a value that say nothing about the request. */
export const IGNORED_WITH_VALUE: ReadonlySet<string> = new Set([
  'cacert',
  'capath',
  'cert',
  'cert-type',
  'ciphers',
  'config',
  'connect-timeout',
  'connect-to',
  'continue-at',
  'cookie-jar',
  'dump-header',
  'expect100-timeout',
  'interface',
  'keepalive-time',
  'key',
  'key-type',
  'limit-rate',
  'local-port',
  'max-filesize',
  'max-redirs',
  'max-time',
  'noproxy',
  'output',
  'output-dir',
  'pass',
  'proto',
  'proto-default',
  'proxy',
  'proxy-header',
  'proxy-user',
  'range',
  'resolve',
  'retry',
  'retry-delay',
  'retry-max-time',
  'socks5',
  'socks5-hostname',
  'speed-limit',
  'speed-time',
  'stderr',
  'tls-max',
  'trace',
  'trace-ascii',
  'unix-socket',
  'write-out',
])

/** Long options with a value that make the request what it is. */
export const MEANT_WITH_VALUE: ReadonlySet<string> = new Set([
  'cookie',
  'data',
  'data-ascii',
  'data-binary',
  'data-raw',
  'data-urlencode',
  'form',
  'form-string',
  'header',
  'json',
  'oauth2-bearer',
  'referer',
  'request',
  'upload-file',
  'url',
  'url-query',
  'user',
  'user-agent',
])

export interface CurlOption {
  /** Long name; `''` for a word that is no option: an address. */
  readonly name: string
  readonly value: string
}

/** `-sSLX POST` is several options, and a value may stick to its letter: `-XPOST`. */
export function readOptions(words: readonly string[]): CurlOption[] {
  const options: CurlOption[] = []
  const queue = [...words]
  let onlyAddresses = false
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (onlyAddresses || !word.startsWith('-') || word === '-') {
      options.push({ name: '', value: word })
    } else if (word === '--') {
      onlyAddresses = true
    } else if (word.startsWith('--')) {
      options.push(longOption(word.slice(2), queue))
    } else {
      options.push(...shortOptions(word.slice(1), queue))
    }
  }
  return options
}

function longOption(text: string, queue: string[]): CurlOption {
  const at = text.indexOf('=')
  const name = at === -1 ? text : text.slice(0, at)
  if (!MEANT_WITH_VALUE.has(name) && !IGNORED_WITH_VALUE.has(name)) {
    return { name: text, value: '' }
  }
  return { name, value: at === -1 ? (queue.shift() ?? '') : text.slice(at + 1) }
}

function shortOptions(letters: string, queue: string[]): CurlOption[] {
  const options: CurlOption[] = []
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? ''
    const withValue = SHORT_WITH_VALUE[letter]
    if (withValue !== undefined) {
      const stuck = letters.slice(at + 1)
      options.push({ name: withValue, value: stuck === '' ? (queue.shift() ?? '') : stuck })
      break
    }
    options.push({ name: SHORT_PLAIN[letter] ?? letter, value: '' })
  }
  return options
}
