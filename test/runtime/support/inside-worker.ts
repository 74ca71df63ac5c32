/**
 * Stands in for the worker: locks its realm as the real one does, and then runs the job's code
 * right there, as if it had already left its context.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { startBlockCoverage } from '#main/runtime/host/block-coverage'
import type { WorkerSetup } from '#main/runtime/host/messages'
import { lockRealm } from '#main/runtime/host/lock-realm'
import { NetworkGate } from '#main/runtime/host/network-gate'
import { ownAddresses } from '#main/runtime/host/own-addresses'
import type { RunJob } from '#main/runtime/protocol'

// What the lock takes away is kept here, or nothing could be tried at all.
const makeFunction = Function
const port = parentPort
const builtin = process.getBuiltinModule.bind(process) as (name: string) => unknown
if ((workerData as WorkerSetup).observes) {
  startBlockCoverage()
}
const gate = new NetworkGate(ownAddresses(builtin))

type Attempt = (load: (name: string) => unknown) => Promise<unknown>

port?.on('message', ({ job }: { job?: RunJob }) => {
  if (job === undefined) {
    return
  }
  gate.open(job.network)
  const send = (text: string): void => {
    const output = JSON.stringify({ events: [{ text }], objects: [] })
    const result = JSON.stringify({ error: null, output })
    port.postMessage({ type: 'done', id: job.id, result, durationMs: 0, measures: null })
    port.postMessage({ type: 'settled', clean: true })
  }
  port.postMessage({ type: 'started', id: job.id })
  const attempt = makeFunction('load', `return (async () => { ${job.code} })()`) as Attempt
  attempt(builtin).then(
    (value) => send(`reached ${String(value)}`),
    (error: unknown) => send(`refused ${String(error)}`),
  )
})
lockRealm((name) => builtin(name), gate)
port?.postMessage({ type: 'ready' })
