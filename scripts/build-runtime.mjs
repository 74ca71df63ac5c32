/**
 * Builds the runtime bundle (out/runtime): the thread of the app that looks after runs, the host
 * process, its worker, and the code that is evaluated inside contexts. Quick when nothing has
 * changed: inputs are compared by time and size.
 */
import { build } from 'esbuild'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const source = path.join(root, 'main/runtime')
export const runtimeDir = path.join(root, 'out/runtime')

/** Electron 33 has Node 20.18. */
const target = 'node20.18'

/** What the language has, but for what cannot be shadowed. Newer names are undefined in older V8s. */
const intrinsics =
  'AggregateError, Array, ArrayBuffer, Atomics, BigInt, BigInt64Array, BigUint64Array, Boolean, ' +
  'DataView, Date, Error, EvalError, FinalizationRegistry, Float16Array, Float32Array, ' +
  'Float64Array, Function, Int16Array, Int32Array, Int8Array, Intl, JSON, Map, Math, Number, ' +
  'Object, Promise, Proxy, RangeError, ReferenceError, Reflect, RegExp, Set, SharedArrayBuffer, ' +
  'String, Symbol, SyntaxError, TypeError, URIError, Uint16Array, Uint32Array, Uint8Array, ' +
  'Uint8ClampedArray, WeakMap, WeakRef, WeakSet, decodeURI, decodeURIComponent, encodeURI, ' +
  'encodeURIComponent, escape, isFinite, isNaN, parseFloat, parseInt, unescape'

/**
 * What libraries find by name besides: what a function of the user's declares under one of these
 * is none of theirs. The second line is what they ask for to know a browser.
 */
const surroundings =
  'globalThis, global, console, URL, URLSearchParams, setInterval, clearInterval, ' +
  'Blob, FileReader, FormData, XMLHttpRequest, btoa, crypto, define, document, localStorage, ' +
  'location, navigator, performance, queueMicrotask, self, window'

/** Real packages in the versions of the profiles; `guest-NAME-ERA` are their dev dependencies. */
const packages = {
  atob: 'guest-atob-2019',
  aws: 'guest-aws-sdk-2019',
  btoa: 'guest-btoa-2019',
  fetch: 'guest-node-fetch-2019',
  'form-data': 'guest-form-data-2019',
  'lodash-2019': 'guest-lodash-2019',
  'lodash-current': 'guest-lodash-current',
  oauth: 'guest-oauth-2019',
  xml: 'guest-xml-2019',
  jsforce: 'guest-jsforce-current',
  jsonwebtoken: 'guest-jsonwebtoken-current',
  moment: 'guest-moment-timezone-current',
  'sendgrid-client': 'guest-sendgrid-client-current',
  'sendgrid-mail': 'guest-sendgrid-mail-current',
  stripe: 'guest-stripe-current',
  twilio: 'guest-twilio-current',
  uuidv5: 'guest-uuidv5-current',
  winston: 'guest-winston-current',
  xml2js: 'guest-xml2js-current',
}

/** Node's modules inside a context; each is evaluated when it is first required. */
const nodeModules = {
  events: 'guest-events',
  string_decoder: 'guest-string-decoder',
  url: 'guest-url',
  path: 'guest-path',
  punycode: 'guest-punycode',
  util: './util.ts#util',
  assert: './util.ts#assert',
  querystring: './querystring.ts#querystring',
  crypto: './crypto.ts#crypto',
  zlib: './zlib.ts#zlib',
  http: "./http.ts#createHttp('http:')",
  https: "./http.ts#createHttp('https:')",
  fs: './stubs.ts#fs',
  net: './stubs.ts#net',
  tls: './stubs.ts#tls',
  dns: './stubs.ts#dns',
  dgram: './stubs.ts#dgram',
  child_process: './stubs.ts#childProcess',
  tty: './stubs.ts#tty',
  domain: './stubs.ts#domain',
  os: './stubs.ts#os',
  timers: './stubs.ts#timers',
}

function nodeEntry() {
  const loaders = Object.entries(nodeModules).map(([name, from]) => {
    const [file, member] = from.split('#')
    return `${name}: once(() => require('${file}')${member === undefined ? '' : `.${member}`})`
  })
  return `
    const once = (load) => { let value; return () => (value ??= load()) }
    module.exports = {
      get libraryProcess() { return require('./stubs.ts').libraryProcess },
      modules: {
        buffer: once(() => require('./buffer.ts').asInNode(require('guest-buffer'))),
        stream: once(() => {
          const { Stream } = require('./legacy-stream.ts')
          return Object.assign(Stream, require('guest-readable-stream/readable-browser.js'), { Stream })
        }),
        ${loaders.join(',\n')}
      },
    }`
}

/** All streams inherit from one base class, so that `instanceof Stream` holds for each. */
const oneStreamBase = {
  name: 'one-stream-base',
  setup(run) {
    run.onResolve({ filter: /internal\/streams\/stream(-browser)?(\.js)?$/ }, () => ({
      path: path.join(source, 'guest/node/stream-base.cjs'),
    }))
  },
}

const own = [fileURLToPath(import.meta.url), path.join(root, 'package-lock.json')]

/** Of the processes: only what ends up in their bundle. */
const hostInputs = [
  ...own,
  path.join(source, 'limits.ts'),
  path.join(source, 'protocol.ts'),
  path.join(source, 'host'),
  path.join(source, 'guest'),
]

/** The thread is a part of the app, and of what it shares with that much changes more often. */
const threadInputs = [
  ...own,
  path.join(root, 'main/core/runtime-thread.ts'),
  path.join(root, 'main/delivery'),
  path.join(root, 'main/store/store-failure.ts'),
  source,
  path.join(root, 'preload'),
]

async function filesIn(input) {
  if ((await stat(input)).isFile()) {
    return [input]
  }
  const entries = await readdir(input, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

async function stampOf(inputs) {
  const files = (await Promise.all(inputs.map(filesIn))).flat()
  const hash = createHash('sha256')
  for (const file of files.toSorted((a, b) => a.localeCompare(b))) {
    const { mtimeMs, size } = await stat(file)
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

async function isStamped(name, stamp) {
  return (await readFile(path.join(runtimeDir, name), 'utf8').catch(() => '')) === stamp
}

/** Built beside the real folder and put in its place at once: others may be running from it. */
const fresh = `${runtimeDir}.${process.pid}`

const common = { bundle: true, target, logLevel: 'warning', legalComments: 'none' }

function buildForNode(file, outfile = path.join(fresh, `${path.basename(file, '.ts')}.cjs`)) {
  return build({
    ...common,
    entryPoints: [path.join(root, file)],
    outfile,
    platform: 'node',
    format: 'cjs',
  })
}

function buildRealm() {
  return build({
    ...common,
    entryPoints: [path.join(source, 'guest/realm.ts')],
    outfile: path.join(fresh, 'realm.js'),
    platform: 'neutral',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    // A function that the host calls, so that nothing is left on the global. What it is made of
    // stays so, whatever the user puts in its place.
    banner: {
      js: `(function (globalThis) { return function (bridge, options) { "use strict"; const { ${intrinsics} } = globalThis; const intrinsics = { ${intrinsics} }; const module = { exports: {} };`,
    },
    footer: { js: 'return module.exports.start(bridge, options); } })(globalThis)' },
  })
}

function buildNode() {
  return build({
    ...common,
    stdin: {
      contents: nodeEntry(),
      resolveDir: path.join(source, 'guest/node'),
      sourcefile: 'node.js',
    },
    outfile: path.join(fresh, 'lib-node.js'),
    platform: 'browser',
    format: 'cjs',
    // The packages `punycode/` and `string_decoder/` are not the modules of those names.
    external: builtinModules.filter((name) => !/^(punycode|string_decoder)$/.test(name)),
    plugins: [oneStreamBase],
    minifySyntax: true,
    minifyWhitespace: true,
    ...libraryWrapper(
      'scope, require, process = { env: {}, nextTick: (f, ...a) => void Promise.resolve().then(() => f(...a)) }',
    ),
  })
}

/**
 * Libraries stay sloppy where their authors were. They are loaded after the user's script has run,
 * whose own `Map` or `document` they would find, so what they use is handed to them.
 */
const libraryWrapper = (parameters) => ({
  banner: {
    js: `(function ({ ${intrinsics}, ${surroundings}${parameters && `, ${parameters}`} }) { const module = { exports: {} }; let exports = module.exports;`,
  },
  footer: { js: 'return module.exports; })' },
})

const libraryParameters =
  'require, process, Buffer, setTimeout, clearTimeout, setImmediate, clearImmediate'

function buildLibrary([name, entry]) {
  return build({
    ...common,
    stdin: {
      contents: `module.exports = require('${entry}')`,
      resolveDir: root,
      sourcefile: `${name}.js`,
    },
    outfile: path.join(fresh, `lib-${name}.js`),
    platform: 'node',
    format: 'cjs',
    minify: true,
    // Functions see these names: `error.constructor.name`, `fn.name`.
    keepNames: true,
    ...libraryWrapper(name === 'inspect' ? '' : libraryParameters),
  })
}

/** For the executable that will run functions: V8 takes a cache only from its own version. */
export async function buildCodeCache(execPath, folder = runtimeDir) {
  await promisify(execFile)(execPath, [path.join(folder, 'make-cache.cjs')], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
  })
}

async function putInPlace() {
  const old = `${fresh}.old`
  await rename(runtimeDir, old).catch(() => undefined)
  await rename(fresh, runtimeDir)
  await rm(old, { recursive: true, force: true })
}

async function buildHosts() {
  const stamp = await stampOf(hostInputs)
  if (await isStamped('.stamp', stamp)) {
    return
  }
  try {
    await mkdir(fresh, { recursive: true })
    await Promise.all([
      buildForNode('main/runtime/host/host.ts'),
      buildForNode('main/runtime/host/worker.ts'),
      buildForNode('main/runtime/host/make-cache.ts'),
      buildRealm(),
      buildNode(),
      buildLibrary(['inspect', 'guest-inspect']),
      ...Object.entries(packages).map(buildLibrary),
    ])
    await buildCodeCache(process.execPath, fresh)
    await writeFile(path.join(fresh, '.stamp'), stamp)
    await putInPlace()
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

async function buildThread() {
  const stamp = await stampOf(threadInputs)
  if (await isStamped('.thread-stamp', stamp)) {
    return
  }
  const file = path.join(runtimeDir, `.thread-${process.pid}.cjs`)
  await buildForNode('main/core/runtime-thread.ts', file)
  await rename(file, path.join(runtimeDir, 'thread.cjs'))
  await writeFile(path.join(runtimeDir, '.thread-stamp'), stamp)
}

export async function buildRuntime() {
  await buildHosts()
  await buildThread()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildRuntime()
}
