import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of its own for the running test, removed when the test has finished. */
export function tempDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'hookbench-test-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}
