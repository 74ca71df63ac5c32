/** Where the app's data and Chromium's own lie; one running app per data folder. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { resolveDataDir } from '#main/core/data-dir'
import { app } from 'electron'
import { dataOption } from './arguments.ts'

export interface Profile {
  readonly dataDir: string
  /** Chromium's storage and caches of the page, apart from the user's own files. */
  readonly pageDir: string
}

/** The instance lock is held in Electron's user-data folder, so that is the data folder. */
export function claimProfile(): Profile {
  const dataDir = resolveDataDir({ option: dataOption(process.argv), env: process.env })
  const home = canMake(dataDir) ? dataDir : mkdtempSync(path.join(tmpdir(), 'hookbench-'))
  app.setName('Hookbench')
  app.setPath('userData', home)
  // Two sessions must not share a folder: the default one, which no page uses, has its own.
  app.setPath('sessionData', path.join(home, 'browser', 'default'))
  return { dataDir, pageDir: path.join(home, 'browser', 'page') }
}

/** Where it cannot be made, the core says so in a window, which needs a folder of its own. */
function canMake(dir: string): boolean {
  try {
    mkdirSync(path.join(dir, 'browser', 'default'), { recursive: true, mode: 0o700 })
    return true
  } catch {
    return false
  }
}
