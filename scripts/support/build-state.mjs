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
    rmSync(LOCK, { recursive: true, force: true })
  }
}

async function takeLock() {
  let waited = false
  for (;;) {
    try {
      mkdirSync(LOCK)
      return
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error
      }
    }
    const taken = statSync(LOCK, { throwIfNoEntry: false })
    if (taken !== undefined && Date.now() - taken.mtimeMs > LOCK_LIMIT_MS) {
      rmSync(LOCK, { recursive: true, force: true })
    } else {
      if (!waited) {
        note('Another Hookbench command is building; waiting for it ...')
        waited = true
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}
