/** The options of curl, and how many words each takes. */
import { AppError } from '#preload/errors'

/** Short options that take a value, with their long names. */
const SHORT_WITH_VALUE: Readonly<Record<string, string>> = {
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

const SHORT_PLAIN: Readonly<Record<string, string>> = { G: 'get', I: 'head', ':': 'next' }

/** Of `curl --help all`, 7.88 to 8.16: most say nothing about the request, but take a word. */
const WITH_VALUE = setOf(`
  abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config
  connect-timeout connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data
  data-ascii data-binary data-raw data-urlencode delegation dns-interface dns-ipv4-addr
  dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save
  expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ftp-port
  ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header help hostpubmd5 hostpubsha256
  hsts interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type knownhosts krb
  libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs
  max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max parallel-max-host pass
  pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert
  proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass
  proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword
  proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range rate referer request
  request-target resolve retry retry-delay retry-max-time sasl-authzid service-name sigalgs socks4
  socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time stderr telnet-option
  tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii
  trace-config unix-socket upload-file upload-flags url url-query user user-agent variable
  vlan-priority write-out`)

const PLAIN = setOf(`
  alpn anyauth append basic buffer ca-native cert-status clobber compressed compressed-ssh
  create-dirs crlf digest disable disable-eprt disable-epsv disallow-username-in-url doh-cert-status
  doh-insecure dump-ca-embed eprt epsv fail fail-early fail-with-body false-start follow form-escape
  ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-control get globoff
  haproxy-protocol head http0.9 http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only
  ignore-content-length include insecure ipv4 ipv6 junk-session-cookies keepalive list-only location
  location-trusted mail-rcpt-allowfails manual metalink mptcp negotiate netrc netrc-optional next
  npn ntlm ntlm-wb out-null parallel parallel-immediate path-as-is post301 post302 post303
  progress-bar progress-meter proxy-anyauth proxy-basic proxy-ca-native proxy-digest proxy-http2
  proxy-insecure proxy-negotiate proxy-ntlm proxy-ssl-allow-beast proxy-ssl-auto-client-cert
  proxy-tlsv1 proxytunnel raw remote-header-name remote-name remote-name-all remote-time
  remove-on-error retry-all-errors retry-connrefused sasl-ir sessionid show-error show-headers silent
  skip-existing socks5-basic socks5-gssapi socks5-gssapi-nec ssl ssl-allow-beast
  ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2 sslv3 styled-output
  suppress-connect-headers tcp-fastopen tcp-nodelay tftp-no-options tls-earlydata tlsv1 tlsv1.0
  tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-ids trace-time use-ascii verbose version xattr`)

function setOf(names: string): ReadonlySet<string> {
  return new Set(names.trim().split(/\s+/))
}

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
  const name = fullName(at === -1 ? text : text.slice(0, at))
  if (!WITH_VALUE.has(name)) {
    return { name, value: '' }
  }
  return { name, value: at === -1 ? (queue.shift() ?? '') : text.slice(at + 1) }
}

/** curl takes any beginning of a name that only one has. */
function fullName(given: string): string {
  const name = given.replace(/^no-(?!proxy$)/, '')
  if (WITH_VALUE.has(name) || PLAIN.has(name)) {
    return name
  }
  const [only, ...others] = [...WITH_VALUE, ...PLAIN].filter((one) => one.startsWith(name))
  if (only === undefined || others.length > 0) {
    throw new AppError('invalid_input', `What the option --${given} of curl means is not known.`, {
      hint: 'Take it out of the command if the request is the same without it.',
    })
  }
  return only
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

export function valuesOf(options: readonly CurlOption[], ...names: string[]): string[] {
  return options.filter(({ name }) => names.includes(name)).map(({ value }) => value)
}
