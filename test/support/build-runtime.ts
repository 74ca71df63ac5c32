/** The runtime is its own bundle: tests that run functions need it built and fresh. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'

export function setup(): void {
  const script = path.resolve(import.meta.dirname, '../../scripts/build-runtime.mjs')
  execFileSync(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] })
}
