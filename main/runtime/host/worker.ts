/** Worker thread: takes one run after another, each in a fresh context made ahead of need. */
import { parentPort, workerData } from 'node:worker_threads'
import { clockMs } from '../clock.ts'
import type { Measures, Observed, RunJob } from '../protocol.ts'
import { startBlockCoverage } from './block-coverage.ts'
import { compile, type Compiled } from './compile.ts'
import { createContext, type Context, type ContextKind } from './context.ts'
import { hideForeignStacks } from './foreign-stacks.ts'
import { measureHeap } from './heap-meter.ts'
import { createHostCalls, type HostCalls } from './host-calls.ts'
import { lockRealm } from './lock-realm.ts'
import { LogBuffer } from './log-buffer.ts'
import type { FromWorker, LogTuple, ToWorker, WorkerSetup } from './messages.ts'
import { NetworkGate } from './network-gate.ts'
import { ownAddresses } from './own-addresses.ts'
import { readFile } from './read-file.ts'
import { loadScripts } from './scripts.ts'

const port = parentPort
const { runtimeDir, observes } = workerData as WorkerSetup
const collect = observes ? startBlockCoverage() : null
const scripts = loadScripts(runtimeDir, readFile, { useCache: true })
const builtin: (name: string) => unknown = process.getBuiltinModule.bind(process)
const gate = new NetworkGate(ownAddresses(builtin))

function send(message: FromWorker): void {
  port?.postMessage(message)
}

interface Measure {
  settle(): void
  end(): { readonly durationMs: number; readonly measures: Measures }
}

function beginMeasure(): Measure {
  const endHeap = measureHeap()
  const startedAt = clockMs()
  let settledAt: number | null = null
  return {
    settle() {
      settledAt ??= clockMs()
    },
    end() {
      const durationMs = (settledAt ?? clockMs()) - startedAt
      return { durationMs, measures: { startedAt, ...endHeap() } }
    },
  }
}

interface Prepared {
  readonly kind: ContextKind
  readonly context: Context
  readonly calls: HostCalls
  readonly logs: LogBuffer
  /** Of an observed run: what it read. */
  reads: string | null
  /** Set when a run takes the context. */
  onSettled: () => void
  /** Where the result goes. */
  onDone: (result: string) => void
}

function prepare(kind: ContextKind): Prepared {
  const logs = new LogBuffer((lines, dropped) => send({ type: 'logs', lines, dropped }))
  const calls = createHostCalls(
    {
      log: (text) => logs.add(JSON.parse(text) as LogTuple),
      settled: () => prepared.onSettled(),
      done: (result) => prepared.onDone(result),
      reads(reads) {
        prepared.reads = reads
      },
      timer: (id) => prepared.context.guest.timer(id),
      deliver: (channel, event, data) => prepared.context.guest.event(channel, event, data),
      call: (call) => send({ type: 'call', call }),
    },
    builtin,
    gate,
  )
  const prepared: Prepared = {
    kind,
    context: createContext(scripts, kind, (...args) => calls.call(...args)),
    calls,
    logs,
    reads: null,
    onSettled: () => undefined,
    onDone: () => undefined,
  }
  return prepared
}

let kind: ContextKind = { profile: '2019', legacy: false }
let next: Prepared | null = prepare(kind)

function take({ profile, legacy }: RunJob): Prepared {
  const ready = next
  next = null
  if (ready?.kind.profile === profile && ready.kind.legacy === legacy) {
    return ready
  }
  kind = { profile, legacy }
  return prepare(kind)
}

function settle(prepared: Prepared): void {
  send({ type: 'settled', clean: prepared.calls.close() })
}

function run(job: RunJob): void {
  const prepared = take(job)
  const { context, calls, logs } = prepared
  let script: Compiled | null = null
  let measure: Measure | null = null
  prepared.onSettled = () => {
    prepared.onSettled = () => undefined
    measure?.settle()
  }
  prepared.onDone = (result) => {
    prepared.onDone = () => undefined
    const observed = observe(script, prepared.reads)
    calls.end()
    logs.flush()
    const { durationMs, measures } = measure?.end() ?? { durationMs: 0, measures: null }
    const told = script?.withPlaces(result) ?? result
    send({ type: 'done', id: job.id, result: told, durationMs, measures, ...observed })
    // Reached only when the user's microtasks come to an end.
    setImmediate(settle, prepared)
  }
  const compiled = compile(job.code)
  if ('error' in compiled) {
    prepared.onDone(JSON.stringify(compiled))
    return
  }
  script = compiled
  send({ type: 'started', id: job.id })
  measure = beginMeasure()
  calls.begin(job.network, performance.now())
  if (job.seed !== null) {
    calls.seed(job.seed.random)
    context.guest.freeze(JSON.stringify(job.seed))
  }
  if (collect !== null) {
    // What an earlier run left behind may have counted since.
    collect('')
  }
  if (job.watchesReads) {
    context.guest.watch()
  }
  context.guest.begin(job.input)
  try {
    context.run(compiled.script)
  } catch (error) {
    if (compiled.returnMark === null || error !== compiled.returnMark) {
      context.guest.fail(error)
      return
    }
  }
  let handler: unknown
  try {
    if (context.run(scripts.isLexical) === true && !job.legacy) {
      logs.add(['warn', lexicalAdvice, null])
    }
    handler = context.run(job.legacy ? scripts.findLegacyHandler : scripts.findHandler)
  } catch (error) {
    // Declared after a top-level `return`, or behind a getter.
    context.guest.fail(error)
    return
  }
  context.guest.call(handler)
}

/** A text that does not compile reaches nothing. */
function observe(script: Compiled | null, reads: string | null): { observed?: Observed } {
  if (collect === null) {
    return {}
  }
  const counted = script === null ? [] : collect(script.text)
  // Every third number is a count; the others are places.
  const ranges = counted.map((value, index) =>
    index % 3 === 2 ? value : (script?.toOriginal(value) ?? value),
  )
  return { observed: { ranges, reads } }
}

const lexicalAdvice =
  "Upstream refuses this function: Identifier 'onRequest' has already been declared. " +
  'Declare it with function, or assign to it, instead of const, let or class.'

// A promise that nobody awaits may fail without ending the run, as upstream.
process.on('unhandledRejection', () => undefined)
port?.on('message', (message: ToWorker) => {
  if (message.type === 'run') {
    run(message.job)
  } else {
    next ??= prepare(kind)
  }
})
hideForeignStacks()
lockRealm((name) => builtin(name), gate)
send({ type: 'ready' })
