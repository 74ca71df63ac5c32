/** Entry of the runtime host: a locked-down child process that only runs functions. */
import { runMemoryMb } from '../limits.ts'
import type { FromHost, RawLog, ToHost } from '../protocol.ts'
import { observingArgument } from './arguments.ts'
import { CallRelay } from './call-relay.ts'
import { LogRelay } from './log-relay.ts'
import { ObservingPool } from './observing-pool.ts'
import { WorkerPool } from './worker-pool.ts'

const memoryCheckMs = 20

for (const name of Object.keys(process.env)) {
  Reflect.deleteProperty(process.env, name)
}

const Pool = process.argv.includes(observingArgument) ? ObservingPool : WorkerPool
const pool = new Pool(__dirname, () => send({ type: 'retire' }))

function send(message: FromHost): void {
  // The core is gone: so is the reason for this process.
  process.send?.(message, undefined, undefined, (error) => {
    if (error !== null) {
      process.exit(0)
    }
  })
}

process.on('message', (message: ToHost) => {
  switch (message.type) {
    case 'warm':
      pool.warm()
      break
    case 'cancel':
      pool.cancel(message.id)
      break
    case 'run': {
      const { id } = message.job
      watchMemory()
      const relay = new LogRelay((lines, dropped) =>
        send({ type: 'logs', id, lines: lines as RawLog[], dropped }),
      )
      const calls = new CallRelay(message.job.network, {
        call: (call) => send({ type: 'call', id, call }),
        dropped: (count) => send({ type: 'calls-dropped', id, count }),
      })
      pool.run(message.job, {
        logs: (lines, dropped) => relay.add(lines, dropped),
        call: (call) => calls.add(call),
        end(end) {
          relay.end()
          calls.end()
          send({ type: 'end', id, ...end })
        },
      })
      break
    }
  }
})
process.on('disconnect', () => process.exit(0))
// Ctrl+C in a terminal goes to each process in it: the core decides when this one ends.
process.on('SIGINT', () => undefined)

let watch: NodeJS.Timeout | undefined
let baselineMb = 0

/** Seen from this thread, which user code cannot block. */
function watchMemory(): void {
  if (watch !== undefined) {
    return
  }
  baselineMb = process.memoryUsage.rss() / 1e6
  watch = setInterval(() => {
    if (!pool.running) {
      clearInterval(watch)
      watch = undefined
    } else if (process.memoryUsage.rss() / 1e6 - baselineMb > runMemoryMb) {
      // Said first: the memory may stay for a while and would be held against the next run.
      send({ type: 'retire' })
      pool.stopRunning()
    } else {
      pool.measure()
    }
  }, memoryCheckMs)
}

pool.warm()
send({ type: 'ready' })
