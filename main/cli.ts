/** The entry of the command line: wires the process to the program. */
import path from 'node:path'
import { runCli } from './commands/program.ts'

/** A Ctrl+C in a terminal may arrive twice, from the terminal and from a parent that forwards it. */
const SAME_SIGNAL_MS = 500

/** How long a verb may take to end cleanly when it is interrupted. */
const GRACE_MS = 5000

/** What still holds the process after the verb has ended (a lost socket) is not waited for. */
const LINGER_MS = 1000

const out = path.resolve(import.meta.dirname, '..')
const interruption = new AbortController()
let interruptedAt = 0

function interrupt(): void {
  if (interruptedAt === 0) {
    interruptedAt = Date.now()
    interruption.abort()
    setTimeout(stop, GRACE_MS).unref()
  } else if (Date.now() - interruptedAt > SAME_SIGNAL_MS) {
    stop()
  }
}

/** With the code that shells report for Ctrl+C. */
function stop(): never {
  process.exit(130)
}

process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)
process.on('SIGHUP', interrupt)

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})

process.exitCode = await runCli(process.argv.slice(2), {
  io: process,
  env: process.env,
  paths: {
    runtimeDir: path.join(out, 'runtime'),
    rendererDir: path.join(out, 'renderer'),
  },
  interrupted: interruption.signal,
})
// A reader such as `less` takes its time: ending sooner would cut the output off.
await new Promise<void>((resolve) => {
  process.stdout.write('', () => resolve())
})
setTimeout(() => process.exit(), LINGER_MS).unref()
