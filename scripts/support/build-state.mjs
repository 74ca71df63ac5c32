/** Whether `out/` is what the sources would give, told by names, sizes and times: a few ms. */
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { isClone, note, out, root } from './project.mjs'

const SOURCES = [
  'main',
  'preload',
  'renderer',
  'scripts/build-runtime.mjs',
  'electron.vite.config.ts',
  'package-lock.json',
]
const STAMP = path.join(out, 'build-stamp')
const LOCK = path.join(root, 'node_modules/.hookbench-build')

/** A build takes well under a minute; a lock that is older was left behind. */
const LOCK_LIMIT_MS = 3 * 60_000

export function sourceFingerprint() {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    addTo(hash, path.join(root, source))
  }
  return hash.digest('hex')
}

function addTo(hash, file) {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats?.isDirectory()) {
    for (const name of readdirSync(file).toSorted()) {
      addTo(hash, path.join(file, name))
    }
  } else if (stats !== undefined) {
    hash.update(`${path.relative(root, file)} ${stats.size} ${stats.mtimeMs}\n`)
  }
}

export function isBuilt() {
  if (!isClone) {
    return true
  }
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourceFingerprint()
}

export function markBuilt(fingerprint) {
  mkdirSync(out, { recursive: true })
  writeFileSync(STAMP, fingerprint)
}

export function markUnbuilt() {
  rmSync(STAMP, { force: true })
}

/** One build at a time: two terminals may both find it stale. */
export async function withBuildLock(body) {
  await takeLock()
  try {
    return await body()
  } finally {
    rmSync(LOCK, { force: true })
  }
}

async function takeLock() {
  let waited = false
  while (!isTaken()) {
    if (isLeftBehind()) {
      rmSync(LOCK, { force: true })
      continue
    }
    if (!waited) {
      note('Another Hookbench command is building; waiting for it ...')
      waited = true
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function isTaken() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw error
    }
    return false
  }
}

/** Whoever held it was killed, or its number belongs to another process by now. */
function isLeftBehind() {
  try {
    if (Date.now() - statSync(LOCK).mtimeMs > LOCK_LIMIT_MS) {
      return true
    }
    const holder = Number(readFileSync(LOCK, 'utf8'))
    // Between its creation and its content a lock is empty.
    return holder > 0 && !isAlive(holder)
  } catch (error) {
    if (error.code !== 'ENOENT') {
      throw error
    }
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
