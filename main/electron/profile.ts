/** Makes the data folder Electron's own user-data folder: the instance lock is held per folder. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { resolveDataDir } from '#main/core/data-dir'
import { app } from 'electron'
import { dataOption } from './arguments.ts'

/** Must be called before the app is ready. Answers the data folder. */
export function claimDataDir(): string {
  const dataDir = resolveDataDir({ option: dataOption(process.argv), env: process.env })
  app.setName('Hookbench')
  const profile = canMake(dataDir) ? dataDir : mkdtempSync(path.join(tmpdir(), 'hookbench-'))
  app.setPath('userData', profile)
  // Chromium's caches and storage stay apart from the user's own files.
  app.setPath('sessionData', path.join(profile, 'browser'))
  return dataDir
}

/** Where it cannot be made, the core says so in a window, which needs a profile of its own. */
function canMake(dir: string): boolean {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    return true
  } catch {
    return false
  }
}
