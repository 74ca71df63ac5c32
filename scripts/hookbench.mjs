#!/usr/bin/env node
/** The command `hookbench`: in a clone it builds first when needed, saying so on stderr. */
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rerunOnModernNode } from './support/modern-node.mjs'
import { isClone, main, out } from './support/project.mjs'

await main(async () => {
  const rerun = await rerunOnModernNode(fileURLToPath(import.meta.url))
  if (rerun !== undefined) {
    return rerun
  }
  if (isClone) {
    const { buildIfStale } = await import('./build.mjs')
    await buildIfStale()
  }
  await import(pathToFileURL(path.join(out, 'main/cli.js')).href)
  // Set by the command line itself.
  return process.exitCode
})
