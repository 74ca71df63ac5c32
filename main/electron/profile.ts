/** Where the app's data and Chromium's own lie; one running app per data folder. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { resolveDataDir } from '#main/core/data-dir'
import { app } from 'electron'
import { dataOption } from './arguments.ts'

export interface Profile {
  readonly dataDir: string
  /** Chromium's storage and caches, apart from the user's own files. */
  readonly browserDir: string
}

/** The instance lock is held in Electron's user-data folder, so that is the data folder. */
export function claimProfile(): Profile {
  const dataDir = resolveDataDir({ option: dataOption(process.argv), env: process.env })
  const home = canMake(dataDir) ? dataDir : mkdtempSync(path.join(tmpdir(), 'hookbench-'))
  const browserDir = path.join(home, 'browser')
  app.setName('Hookbench')
  app.setPath('userData', home)
  app.setPath('sessionData', browserDir)
  return { dataDir, browserDir }
}

/** Where it cannot be made, the core says so in a window, which needs a folder of its own. */
function canMake(dir: string): boolean {
  try {
    mkdirSync(path.join(dir, 'browser'), { recursive: true, mode: 0o700 })
    return true
  } catch {
    return false
  }
}
