/** Tells when a worker of the editors has died, other than by being ended on purpose. */
export type WorkerKind = 'code' | 'json' | 'editor'

type Start = (options: { readonly name: string }) => Worker

let count = 0

export function startWatched(kind: WorkerKind, start: Start, onDeath: () => void): Worker {
  count += 1
  const name = `hookbench-${kind}-${count}-${crypto.randomUUID()}`
  const channel = new BroadcastChannel(name)
  const worker = start({ name })
  const watching = new AbortController()
  channel.addEventListener(
    'message',
    () => {
      channel.close()
      waitForEnd(name, watching.signal, onDeath).catch(() => undefined)
    },
    { once: true },
  )
  const end = worker.terminate.bind(worker)
  worker.terminate = () => {
    watching.abort()
    channel.close()
    end()
  }
  return worker
}

async function waitForEnd(name: string, signal: AbortSignal, onDeath: () => void): Promise<void> {
  await navigator.locks.request(name, { signal }, () => undefined)
  onDeath()
}
