/** Puts the stand-in for `cloudflared` on a PATH of its own. */
import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { tempDir } from './temp-dir.ts'

/**
 * `limited`: too many tunnels were asked for. `unregistered`: the address is printed and nothing
 * follows. `stubborn`: does not end when it is asked to.
 */
export type CloudflaredMode = 'normal' | 'limited' | 'unregistered' | 'stubborn'

export interface InstalledCloudflared {
  readonly env: Readonly<Record<string, string>>
  /** One line for each thing that happened: its arguments, `pid N`, `early request`. */
  readonly log: string
}

export function installCloudflared(mode: CloudflaredMode): InstalledCloudflared {
  const folder = tempDir()
  const program = path.join(folder, 'cloudflared')
  const log = path.join(folder, 'log')
  writeFileSync(log, '')
  writeFileSync(
    program,
    `#!/bin/sh\nexec '${process.execPath}' '${fileURLToPath(new URL('./fake-cloudflared.ts', import.meta.url))}' "$@"\n`,
  )
  chmodSync(program, 0o755)
  return { env: { PATH: folder, FAKE_CLOUDFLARED: mode, FAKE_CLOUDFLARED_LOG: log }, log }
}
