/** Where things are, and how a script ends: one sentence, no stack. */
import { existsSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')
export const out = path.join(root, 'out')

/** The binaries of better-sqlite3 13 ask for Node-API 10. */
export const NODE_API_NEEDED = 10

/** In a clone there is something to build; in an installed package `out/` is all there is. */
export const isClone = existsSync(path.join(root, 'main/index.ts'))

/** Notes for the person at the terminal: stdout belongs to what a command answers. */
export function note(sentence) {
  process.stderr.write(`${sentence}\n`)
}

/** An expected failure: said as a sentence, without a stack. */
export class Stop extends Error {}

export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    if (!(error instanceof Stop)) {
      throw error
    }
    note(error.message)
    process.exitCode = 1
  }
}
