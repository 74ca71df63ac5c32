/**
 * `npm start`: builds when needed and opens the desktop app; where Electron cannot run, says why
 * in one line and starts browser mode instead. Further arguments are passed on.
 */
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildSqlite } from './build-sqlite.mjs'
import { buildIfStale } from './build.mjs'
import { runForeground } from './support/child.mjs'
import {
  appEnvironment,
  electronHere,
  hasDisplay,
  sandboxProblem,
} from './support/electron-binary.mjs'
import { rerunOnModernNode } from './support/modern-node.mjs'
import { main, note, NODE_API_NEEDED, out, root } from './support/project.mjs'

const args = process.argv.slice(2)

async function startDesktop(electron) {
  if (electron.napi < NODE_API_NEEDED) {
    await buildSqlite()
  }
  const problem = sandboxProblem(electron.path)
  if (problem !== undefined) {
    note(`Chromium's sandbox is off, since ${problem}.`)
  }
  const flags = problem === undefined ? [] : ['--no-sandbox']
  return runForeground(electron.path, [...flags, root, ...args], { env: appEnvironment() })
}

async function startBrowserMode(reason) {
  note(`Electron cannot start: ${reason}. Starting browser mode instead.`)
  process.argv.splice(2, Infinity, 'serve', ...args)
  await import(pathToFileURL(path.join(out, 'main/cli.js')).href)
  return process.exitCode
}

await main(async () => {
  const rerun = await rerunOnModernNode(fileURLToPath(import.meta.url))
  if (rerun !== undefined) {
    return rerun
  }
  await buildIfStale()
  // Asked first: without a display there is no need to download anything.
  if (!hasDisplay()) {
    return startBrowserMode('there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)')
  }
  const electron = await electronHere()
  return electron.missing === undefined
    ? startDesktop(electron)
    : startBrowserMode(electron.missing)
})
