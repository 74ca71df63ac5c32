/** Which Electron there is, whether it runs here, and what it offers. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { capture } from './child.mjs'
import { note, root } from './project.mjs'

const PACKAGE = path.join(root, 'node_modules/electron')

/** A slow line takes minutes for the 110 MB; a blocked one usually fails at once. */
const DOWNLOAD_LIMIT_MS = 10 * 60_000

const PROBE_LIMIT_MS = 20_000

/** The binary, when it is on this machine; the order is that of electron's own index.js. */
function findElectron(env = process.env) {
  const name = readIfThere(path.join(PACKAGE, 'path.txt')) ?? 'electron'
  const candidates = [
    env.ELECTRON_EXEC_PATH,
    env.ELECTRON_OVERRIDE_DIST_PATH && path.join(env.ELECTRON_OVERRIDE_DIST_PATH, name),
    path.join(PACKAGE, 'dist', name),
  ]
  return candidates.find((file) => file && existsSync(file))
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** Since 42 the package downloads its binary when it is first used, not when it is installed. */
async function downloadElectron() {
  const installer = path.join(PACKAGE, 'install.js')
  if (!existsSync(installer)) {
    return
  }
  note('Downloading Electron, once (about 110 MB) ...')
  const env = { ...process.env }
  delete env.ELECTRON_OVERRIDE_DIST_PATH
  await capture(process.execPath, [installer], { timeoutMs: DOWNLOAD_LIMIT_MS, env })
}

/**
 * `{ path, napi }` of an Electron that runs here, or `{ missing }`: why there is none, as a
 * clause. `download: false` takes only what is on the machine.
 */
export async function electronHere({ download = true } = {}) {
  if (findElectron() === undefined && download) {
    await downloadElectron()
  }
  const file = findElectron()
  if (file === undefined) {
    return { missing: 'its binary is not here and could not be downloaded' }
  }
  const probe = await capture(file, ['-p', 'process.versions.napi'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: PROBE_LIMIT_MS,
  })
  const napi = Number(probe.stdout.trim())
  if (probe.code !== 0 || !(napi > 0)) {
    const reason = probe.stderr.trim().split('\n')[0] || `it ended with code ${probe.code}`
    return { missing: `its binary does not run here (${reason})` }
  }
  return { path: file, napi }
}

export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/** Environment for the app itself: editors' terminals set variables that turn it into Node. */
export function appEnvironment() {
  const env = { ...process.env }
  delete env.ELECTRON_RUN_AS_NODE
  delete env.ELECTRON_NO_ATTACH_CONSOLE
  return env
}

/**
 * Why Chromium's sandbox cannot work here, as a clause; `undefined` when it can. It needs a
 * user other than root, and user namespaces or the setuid helper.
 */
export function sandboxProblem(file) {
  if (process.platform !== 'linux') {
    return undefined
  }
  if (process.getuid?.() === 0) {
    return 'this is the root user'
  }
  if (isSetuidRoot(path.join(path.dirname(file), 'chrome-sandbox'))) {
    return undefined
  }
  const forbidden =
    readIfThere('/proc/sys/kernel/unprivileged_userns_clone')?.trim() === '0' ||
    readIfThere('/proc/sys/kernel/apparmor_restrict_unprivileged_userns')?.trim() === '1'
  return forbidden ? 'this system forbids user namespaces to programs' : undefined
}

function isSetuidRoot(file) {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats !== undefined && stats.uid === 0 && (stats.mode & 0o4000) !== 0
}
