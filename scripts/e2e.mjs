/**
 * `npm run e2e`: the end-to-end tests of what this machine can run. Says what it leaves out and
 * why; with HOOKBENCH_E2E_REQUIRE=all leaving something out is a failure.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSqlite } from './build-sqlite.mjs'
import { buildIfStale } from './build.mjs'
import { runForeground } from './support/child.mjs'
import { electronHere, hasDisplay } from './support/electron-binary.mjs'
import { rerunOnModernNode } from './support/modern-node.mjs'
import { main, note, NODE_API_NEEDED, root, Stop } from './support/project.mjs'

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

await main(async () => {
  const rerun = await rerunOnModernNode(fileURLToPath(import.meta.url))
  if (rerun !== undefined) {
    return rerun
  }
  await buildIfStale()
  const env = { ...process.env }
  const projects = []
  const missing = []

  const chromium = await findChromium()
  if (chromium === undefined) {
    missing.push('browser mode: there is no Chromium (Debian: apt-get install chromium)')
  } else {
    env.HOOKBENCH_E2E_CHROMIUM = chromium
    projects.push('--project=browser')
  }
  const electron = await prepareElectron()
  if (electron.missing === undefined) {
    env.HOOKBENCH_E2E_ELECTRON = electron.path
    projects.push('--project=electron')
  } else {
    missing.push(`the desktop app: ${electron.missing}`)
  }

  for (const part of missing) {
    note(`Left out: ${part}.`)
  }
  if (missing.length > 0 && process.env.HOOKBENCH_E2E_REQUIRE === 'all') {
    throw new Stop('HOOKBENCH_E2E_REQUIRE=all: what is left out counts as failed.')
  }
  if (projects.length === 0) {
    throw new Stop('Nothing can be run end to end on this machine.')
  }
  delete env.ELECTRON_RUN_AS_NODE
  const cli = path.join(root, 'node_modules/@playwright/test/cli.js')
  const config = path.join(root, 'test/e2e/playwright.config.ts')
  const args = [cli, 'test', '--config', config, ...projects, ...process.argv.slice(2)]
  return runForeground(process.execPath, args, { cwd: root, env })
})
