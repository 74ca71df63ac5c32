/**
 * Builds the runtime bundle (out/runtime): the host process, its worker, and the code that is
 * evaluated inside contexts. Quick when nothing has changed: inputs are compared by time and size.
 */
import { build } from 'esbuild'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const source = path.join(root, 'main/runtime')
export const runtimeDir = path.join(root, 'out/runtime')

/** Electron 33 has Node 20.18. */
const target = 'node20.18'

/** A file that evaluates to a function of its scope, so that it leaves nothing on the global. */
const guestWrapper = (parameters, result) => ({
  banner: {
    js: `(function (${parameters}) { "use strict"; const module = { exports: {} }; let exports = module.exports;`,
  },
  footer: { js: `return ${result}; })` },
})

const libraries = {
  inspect: { entry: "module.exports = require('guest-inspect')" },
}

async function inputStamp() {
  const files = [fileURLToPath(import.meta.url), path.join(root, 'package-lock.json')]
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      files.push(path.join(entry.parentPath, entry.name))
    }
  }
  const hash = createHash('sha256')
  for (const file of files.toSorted((a, b) => a.localeCompare(b))) {
    const { mtimeMs, size } = await stat(file)
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

const common = { bundle: true, target, logLevel: 'warning', legalComments: 'none' }

function buildHost(name) {
  return build({
    ...common,
    entryPoints: [path.join(source, `host/${name}.ts`)],
    outfile: path.join(runtimeDir, `${name}.cjs`),
    platform: 'node',
    format: 'cjs',
  })
}

function buildRealm() {
  return build({
    ...common,
    entryPoints: [path.join(source, 'guest/realm.ts')],
    outfile: path.join(runtimeDir, 'realm.js'),
    platform: 'neutral',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    ...guestWrapper('bridge, options', 'module.exports.start(bridge, options)'),
  })
}

function buildLibrary([name, { entry }]) {
  return build({
    ...common,
    stdin: { contents: entry, resolveDir: root, sourcefile: `${name}.js` },
    outfile: path.join(runtimeDir, `lib-${name}.js`),
    platform: 'node',
    format: 'cjs',
    minify: true,
    keepNames: false,
    ...guestWrapper('scope', 'module.exports'),
  })
}

export async function buildRuntime() {
  const stampFile = path.join(runtimeDir, '.stamp')
  const stamp = await inputStamp()
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) {
    return
  }
  await mkdir(runtimeDir, { recursive: true })
  await Promise.all([
    buildHost('host'),
    buildHost('worker'),
    buildRealm(),
    ...Object.entries(libraries).map(buildLibrary),
  ])
  await writeFile(stampFile, stamp)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildRuntime()
}
