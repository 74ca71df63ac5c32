/** Which flags the executable that is forked knows: asked, since they differ by version. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const known = new Map<string, Promise<ReadonlySet<string>>>()
const question = 'JSON.stringify([...process.allowedNodeEnvironmentFlags])'

async function ask(execPath: string): Promise<ReadonlySet<string>> {
  const { stdout } = await promisify(execFile)(execPath, ['-p', question], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
    timeout: 20_000,
  })
  return new Set(JSON.parse(stdout) as string[])
}

function knownFlags(execPath: string): Promise<ReadonlySet<string>> {
  if (execPath === process.execPath) {
    return Promise.resolve(process.allowedNodeEnvironmentFlags)
  }
  let flags = known.get(execPath)
  if (flags === undefined) {
    flags = ask(execPath)
    known.set(execPath, flags)
  }
  return flags
}

/** Locks the process down: no files but the bundle, no child processes, no addons. */
export async function lockedFlags(execPath: string, runtimeDir: string): Promise<string[]> {
  const flags = await knownFlags(execPath)
  const permission = ['--permission', '--experimental-permission'].find((flag) => flags.has(flag))
  if (permission === undefined) {
    throw new Error(`${execPath} has no permission model: Node 20 or newer is needed`)
  }
  return [
    permission,
    '--allow-worker',
    `--allow-fs-read=${runtimeDir}`,
    // Functions may fetch; where the flag exists, the network is closed without it.
    ...(flags.has('--allow-net') ? ['--allow-net'] : []),
    '--no-warnings',
    // Memory that was freed may hold what another run was given.
    ...['--no-addons', '--zero-fill-buffers'].filter((flag) => flags.has(flag)),
  ]
}
