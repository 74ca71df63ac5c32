/**
 * Builds everything into `out/`: the runtime bundle, both entries, the bridge and the page.
 * With `--if-stale` only when the sources have changed since.
 */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSqlite } from './build-sqlite.mjs'
import {
  isBuilt,
  markBuilt,
  markUnbuilt,
  sourceFingerprint,
  withBuildLock,
} from './support/build-state.mjs'
import { capture } from './support/child.mjs'
import { electronHere } from './support/electron-binary.mjs'
import { rerunOnModernNode } from './support/modern-node.mjs'
import { main, note, NODE_API_NEEDED, root, Stop } from './support/project.mjs'

async function runStep(name, args) {
  const { code, stdout, stderr } = await capture(process.execPath, args, { cwd: root })
  if (code !== 0) {
    throw new Stop(`${stdout}${stderr}\nThe build failed at: ${name}.`)
  }
}

/** Quiet: everything that is said goes to stderr, stdout belongs to the command that builds. */
async function buildLocked() {
  // Taken first: what is saved during the build counts as not built.
  const fingerprint = sourceFingerprint()
  markUnbuilt()
  await runStep('the runtime', [path.join(root, 'scripts/build-runtime.mjs')])
  await runStep('the app', [
    path.join(root, 'node_modules/electron-vite/bin/electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ])
  markBuilt(fingerprint)
}

export async function buildIfStale() {
  if (isBuilt()) {
    return
  }
  await withBuildLock(async () => {
    // Whoever held the lock before may have built just this; building again would pull the
    // files from under its feet.
    if (!isBuilt()) {
      note('Building Hookbench (once, and after each change) ...')
      await buildLocked()
    }
  })
}

/** Only for an Electron that was chosen on purpose; the project's own needs nothing. */
async function buildSqliteForChosenElectron() {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH || process.env.ELECTRON_EXEC_PATH) {
    const electron = await electronHere({ download: false })
    if (electron.napi < NODE_API_NEEDED) {
      await buildSqlite()
    }
  }
}

const script = fileURLToPath(import.meta.url)
if (process.argv[1] === script) {
  await main(async () => {
    const rerun = await rerunOnModernNode(script)
    if (rerun !== undefined) {
      return rerun
    }
    await (process.argv.includes('--if-stale') ? buildIfStale() : withBuildLock(buildLocked))
    await buildSqliteForChosenElectron()
    return 0
  })
}
