/** The locked-down child process that runs functions: started, spoken to, and ended here. */
import { fork, type ChildProcess } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { lockedFlags } from './exec-flags.ts'
import { observingArgument } from './host/arguments.ts'
import { makeHostFolder, removeHostFolder } from './host-folders.ts'
import { FromHost, type ToHost } from './protocol.ts'

export interface HostProcess {
  readonly pid: number | undefined
  send(message: ToHost): void
  kill(): void
}

export interface HostEvents {
  readonly message: (message: FromHost) => void
  /** Once, whatever ended it; `stderr` is the tail of what it said. */
  readonly exit: (info: { readonly stderr: string; readonly reason: string }) => void
}

const stderrTail = 8000

export interface HostOptions {
  readonly execPath: string
  readonly runtimeDir: string
  readonly observes: boolean
  /** How the name of the folder that it runs in begins. */
  readonly folders: string | undefined
}

export async function startHost(
  { execPath, runtimeDir, observes, folders }: HostOptions,
  events: HostEvents,
): Promise<HostProcess> {
  const bundle = await realpath(runtimeDir)
  const execArgv = await lockedFlags(execPath, bundle)
  const cwd = await makeHostFolder(folders)
  const child = fork(path.join(bundle, 'host.cjs'), observes ? [observingArgument] : [], {
    execPath,
    execArgv,
    cwd,
    // Electron's executable is a plain Node with the first; the second keeps threads that come
    // and go from each leaving memory behind. Nothing of our own environment crosses.
    env: { ELECTRON_RUN_AS_NODE: '1', MALLOC_ARENA_MAX: '2' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'json',
  })
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrTail)
  })
  child.on('message', (raw) => receive(child, raw, events))
  let ended = false
  const end = (reason: string): void => {
    if (!ended) {
      ended = true
      void removeHostFolder(cwd)
      events.exit({ stderr, reason })
    }
  }
  child.on('error', (error) => end(error.message))
  // `close` comes after the last of stderr, `exit` may come before it.
  child.on('close', (code, signal) => end(signal === null ? `exit code ${code}` : signal))
  return {
    pid: child.pid,
    send: (message) => {
      if (child.connected) {
        child.send(message, () => undefined)
      }
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

function receive(child: ChildProcess, raw: unknown, events: HostEvents): void {
  const message = FromHost.safeParse(raw)
  if (message.success) {
    events.message(message.data)
  } else {
    // Only code that got out of its sandbox says what we did not write.
    child.kill('SIGKILL')
  }
}
