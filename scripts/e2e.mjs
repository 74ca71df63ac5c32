/**
 * `npm run e2e`: the end-to-end tests of what this machine can run. Says what it leaves out and
 * why; with HOOKBENCH_E2E_REQUIRE=all leaving something out is a failure.
 */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './build.mjs'
import { runForeground } from './support/child.mjs'
import { e2eEnvironment } from './support/e2e-environment.mjs'
import { rerunOnModernNode } from './support/modern-node.mjs'
import { main, note, root, Stop } from './support/project.mjs'

await main(async () => {
  const rerun = await rerunOnModernNode(fileURLToPath(import.meta.url))
  if (rerun !== undefined) {
    return rerun
  }
  await buildIfStale()
  const { env, chromium, electron, missing } = await e2eEnvironment()
  const projects = [
    ...(chromium === undefined ? [] : ['--project=browser']),
    ...(electron === undefined ? [] : ['--project=electron']),
  ]
  for (const part of missing) {
    note(`Left out: ${part}.`)
  }
  if (missing.length > 0 && process.env.HOOKBENCH_E2E_REQUIRE === 'all') {
    throw new Stop('HOOKBENCH_E2E_REQUIRE=all: what is left out counts as failed.')
  }
  if (projects.length === 0) {
    throw new Stop('Nothing can be run end to end on this machine.')
  }
  const cli = path.join(root, 'node_modules/@playwright/test/cli.js')
  const config = path.join(root, 'test/e2e/playwright.config.ts')
  const own = process.argv.slice(2)
  // Whoever names a project wants that one alone.
  const chosen = own.some((argument) => argument.startsWith('--project')) ? [] : projects
  const args = [cli, 'test', '--config', config, ...chosen, ...own]
  return runForeground(process.execPath, args, { cwd: root, env })
})
