/** What end-to-end tests and benchmarks find on this machine, as environment and as sentences. */
import { existsSync } from 'node:fs'
import { buildSqlite } from '../build-sqlite.mjs'
import { electronHere, hasDisplay } from './electron-binary.mjs'
import { NODE_API_NEEDED } from './project.mjs'

const SYSTEM_CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

async function findChromium() {
  const { chromium } = await import('@playwright/test')
  const candidates = [
    process.env.HOOKBENCH_E2E_CHROMIUM,
    ...SYSTEM_CHROMIUM,
    chromium.executablePath(),
  ]
  return candidates.find((file) => file && existsSync(file))
}

async function prepareElectron() {
  if (!hasDisplay()) {
    return { missing: 'there is no display (start it under xvfb-run -a)' }
  }
  const electron = await electronHere()
  if (electron.napi < NODE_API_NEEDED) {
    await buildSqlite()
  }
  return electron
}

/** `{ env, chromium, electron, missing }`; `missing` says what cannot be run and why. */
export async function e2eEnvironment() {
  const env = { ...process.env }
  delete env.ELECTRON_RUN_AS_NODE
  const missing = []
  const chromium = await findChromium()
  if (chromium === undefined) {
    missing.push('browser mode: there is no Chromium (Debian: apt-get install chromium)')
  } else {
    env.HOOKBENCH_E2E_CHROMIUM = chromium
  }
  const electron = await prepareElectron()
  if (electron.missing === undefined) {
    env.HOOKBENCH_E2E_ELECTRON = electron.path
  } else {
    missing.push(`the desktop app: ${electron.missing}`)
  }
  return { env, chromium, electron: electron.path, missing }
}
