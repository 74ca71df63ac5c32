/** Where the database and the key file lie: one folder that app and command line share. */
import { homedir } from 'node:os'
import path from 'node:path'

const FOLDER = 'Hookbench'

export interface DataDirInput {
  /** The value of `--data`, when it was given. */
  readonly option?: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform?: NodeJS.Platform
  readonly home?: string
  readonly cwd?: string
}

export function resolveDataDir(input: DataDirInput): string {
  const chosen = [input.option, input.env['HOOKBENCH_DATA']].find((value) => value)
  return chosen === undefined ? defaultDataDir(input) : path.resolve(input.cwd ?? '.', chosen)
}

/** The folders that Electron's `app.getPath('userData')` names on each system. */
function defaultDataDir({
  env,
  platform = process.platform,
  home = homedir(),
}: DataDirInput): string {
  if (platform === 'win32') {
    return path.join(env['APPDATA'] || path.join(home, 'AppData', 'Roaming'), FOLDER)
  }
  if (platform === 'darwin') {
    return path.join(home, 'Library', 'Application Support', FOLDER)
  }
  return path.join(env['XDG_CONFIG_HOME'] || path.join(home, '.config'), FOLDER)
}
