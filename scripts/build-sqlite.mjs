/**
 * Compiles better-sqlite3 for a runtime that offers less than Node-API 10, such as Electron 33:
 * its own binary would crash there. The result lies where better-sqlite3 looks first, and works
 * in newer runtimes too. Needs gcc and g++ (Linux) or clang (macOS); 20 s to a minute.
 */
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { capture } from './support/child.mjs'
import { main, note, root, Stop } from './support/project.mjs'

const require = createRequire(path.join(root, 'package.json'))
const boxedReference = path.join(import.meta.dirname, 'build-sqlite/boxed-reference.h')

function folderOf(name) {
  return path.dirname(require.resolve(`${name}/package.json`))
}

/** Changes with the package, the header and this recipe. */
function fingerprint(sqlite) {
  const hash = createHash('sha256')
  for (const file of [
    path.join(sqlite, 'package.json'),
    boxedReference,
    fileURLToPath(import.meta.url),
  ]) {
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** The options that the package's own build gives to SQLite. */
function sqliteDefines(sqlite) {
  const text = readFileSync(path.join(sqlite, 'deps/defines.gypi'), 'utf8')
  return [...text.matchAll(/^\s*'([A-Z][A-Z0-9_]*(?:=[-\w]+)?)',$/gm)].map(
    ([, define]) => `-D${define}`,
  )
}

async function compile(command, args) {
  const { code, stderr } = await capture(command, args)
  if (code !== 0) {
    throw new Stop(
      `better-sqlite3 could not be compiled, ${command} said: ${stderr.trim().slice(-2000)}\n` +
        'Install a C and C++ compiler (Debian: apt-get install g++), or use Electron 36 or newer.',
    )
  }
}

async function build(sqlite, target) {
  // A dev dependency: not there in an installed package, which never compiles.
  const { default: headers } = await import('node-api-headers')
  const work = mkdtempSync(path.join(path.dirname(target), 'work-'))
  const addon = path.join(work, 'addon.o')
  const library = path.join(work, 'sqlite3.o')
  const source = path.join(sqlite, 'deps/sqlite3')
  const common = ['-c', '-O2', '-fPIC', '-w', ...sqliteDefines(sqlite)]
  const isMac = process.platform === 'darwin'
  const includes = [
    headers.include_dir,
    folderOf('node-addon-api'),
    source,
    path.join(sqlite, 'src'),
  ].flatMap((folder) => ['-I', folder])
  try {
    await Promise.all([
      compile('gcc', [...common, path.join(source, 'sqlite3.c'), '-o', library]),
      compile('g++', [
        ...common,
        '-std=c++20',
        '-include',
        boxedReference,
        '-DNAPI_VERSION=9',
        '-DNAPI_DISABLE_CPP_EXCEPTIONS',
        '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
        '-DBUILDING_NODE_EXTENSION',
        ...includes,
        path.join(sqlite, 'src/better_sqlite3.cpp'),
        '-o',
        addon,
      ]),
    ])
    const linked = path.join(work, 'better_sqlite3.node')
    const linkage = isMac
      ? ['-undefined', 'dynamic_lookup']
      : ['-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-ldl', '-lpthread']
    await compile('g++', ['-shared', addon, library, ...linkage, '-o', linked])
    renameSync(linked, target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Does nothing when it was done before for the same package. */
export async function buildSqlite() {
  if (process.platform === 'win32') {
    throw new Stop(
      'better-sqlite3 cannot be compiled for an old Electron here: use Electron 36 or newer.',
    )
  }
  const sqlite = folderOf('better-sqlite3')
  const target = path.join(sqlite, 'build/Release/better_sqlite3.node')
  const stamp = path.join(sqlite, 'build/Release/hookbench-fingerprint')
  const wanted = fingerprint(sqlite)
  if (existsSync(target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return
  }
  note('Compiling better-sqlite3 for an Electron with an older Node-API (20 s to a minute) ...')
  mkdirSync(path.dirname(target), { recursive: true })
  await build(sqlite, target)
  writeFileSync(stamp, wanted)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(buildSqlite)
}
