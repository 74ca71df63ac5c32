/**
 * Builds the runtime bundle (out/runtime): the thread of the app that looks after runs, the host
 * process, its worker, and the code that is evaluated inside contexts. Quick when nothing has changed: inputs are compared by time and size.
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

async function inputFiles() {
  const files = [fileURLToPath(import.meta.url), path.join(root, 'package-lock.json')]
  files.push(path.join(root, 'main/core/runtime-thread.ts'))
  for (const folder of [source, path.join(root, 'main/delivery'), path.join(root, 'preload')]) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const inner = entries.filter((entry) => entry.isFile())
    files.push(...inner.map((entry) => path.join(entry.parentPath, entry.name)))
  }
  return files.toSorted((a, b) => a.localeCompare(b))
}

async function inputStamp() {
  const hash = createHash('sha256')
  for (const file of await inputFiles()) {
    const { mtimeMs, size } = await stat(file)
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

/** Built beside the real folder and put in its place at once: others may be running from it. */
const fresh = `${runtimeDir}.${process.pid}`

const common = { bundle: true, target, logLevel: 'warning', legalComments: 'none' }

function buildForNode(file, name = path.basename(file, '.ts')) {
  return build({
    ...common,
    entryPoints: [path.join(root, file)],
    outfile: path.join(fresh, `${name}.cjs`),
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

export async function buildRuntime() {
  const stamp = await inputStamp()
  if ((await readFile(path.join(runtimeDir, '.stamp'), 'utf8').catch(() => '')) === stamp) {
    return
  }
  try {
    await mkdir(fresh, { recursive: true })
    await Promise.all([
      buildForNode('main/runtime/host/host.ts'),
      buildForNode('main/runtime/host/worker.ts'),
      buildForNode('main/runtime/host/make-cache.ts'),
      buildForNode('main/core/runtime-thread.ts', 'thread'),
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildRuntime()
}
