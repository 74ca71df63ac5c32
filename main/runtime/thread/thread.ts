/**
 * The runtime's thread from the inside. It owns the processes that run functions, reads what they say,
 * and parses, checks and masks it: none of that takes the app's own thread, whatever a function
 * emits. Never user code: that runs in those processes.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { CASSETTE_FILE, parseCassette, type Cassette } from '#main/runtime/cassettes/cassette'
import type { Recording } from '#main/runtime/cassettes/record'
import {
  createObserver,
  OBSERVING_PATIENCE,
  type Observation,
} from '#main/runtime/coverage/observer'
import type { PlainResult } from '#main/runtime/result'
import { createRuntime, type RunRequest } from '#main/runtime/runtime'
import { toWire } from '#preload/errors'
import type {
  Call,
  FromThread,
  RunAnswer,
  SentRequest,
  SharedText,
  ThreadSetup,
  ToThread,
} from './messages.ts'
import { packResult } from './pack.ts'
import { createWork } from './work.ts'

const port = parentPort
const { runtimeDir, execPath, keepsSpare, hostFolders } = workerData as ThreadSetup
const log = (message: string): void => send({ type: 'log', message })
const common = { runtimeDir, execPath, hostFolders, log }
const runtime = createRuntime({ ...common, keepsSpare })
// Starts no process before the first run that is observed.
const observing = createRuntime({ ...common, observes: true, patience: OBSERVING_PATIENCE })
const observer = createObserver({ runtime, observing })
let work: Readonly<Record<string, Perform>> = {}
const running = new Map<number, AbortController>()
let shared: { readonly id: number; readonly text: string; cassette?: Cassette } | null = null

function send(message: FromThread): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
  port?.postMessage(message)
}

function withRecorder(sent: SentRequest, take: (recording: Recording) => void): RunRequest {
  const { policy, records, replay, hidden } = sent.network
  const hides = hidden === null ? null : new Set(hidden)
  const network = {
    policy,
    ...(records ? { record: take } : {}),
    ...(replay === null ? {} : { replay: replayOf(replay) }),
    ...(hides === null ? {} : { hides: (text: string) => hides.has(text) }),
  }
  return { ...sent, network }
}

/** Taken apart once, too. */
function replayOf(replay: Cassette | string | SharedText): Cassette | string {
  if (typeof replay === 'string' || !('shared' in replay)) {
    return replay
  }
  if (shared?.id !== replay.shared) {
    throw new Error('The recorded calls are not there any more.')
  }
  shared.cassette ??= parseCassette(shared.text, CASSETTE_FILE)
  return shared.cassette
}

async function run(
  id: number,
  { request: sent, observes }: Extract<Call, { type: 'run' }>,
): Promise<RunAnswer> {
  const controller = new AbortController()
  running.set(id, controller)
  let recording: Recording | null = null
  const request = withRecorder(sent, (taken) => {
    recording = taken
  })
  const { signal } = controller
  const told = (result: PlainResult): RunAnswer => ({
    result: packResult(result),
    recording,
    pid: runtime.pid(),
  })
  if (!observes) {
    return told(await runtime.run(request, signal).finally(() => running.delete(id)))
  }
  const observed = await observer.run(request, signal)
  void tellLater(id, observed.observation)
  return told(observed.result)
}

async function tellLater(id: number, seen: Promise<Observation>): Promise<void> {
  const observation = await seen
  running.delete(id)
  send({ type: 'observation', id, observation })
}

async function answer(id: number, call: Call): Promise<void> {
  try {
    if (call.type === 'run') {
      send({ type: 'answer', id, value: await run(id, call) })
    } else {
      // The other side gives what this one takes.
      const perform = work[call.name] as (...args: readonly unknown[]) => unknown
      send({ type: 'answer', id, value: await perform(...call.args) })
    }
  } catch (error) {
    running.delete(id)
    send({ type: 'refusal', id, error: toWire(error) })
  }
}

type Perform = (...args: readonly never[]) => unknown

/** `more` is what others than the runtime have done here. */
export function serveThread(more: Readonly<Record<string, Perform>>): void {
  work = { ...createWork(runtime), ...more }
  port?.on('message', receive)
}

function receive(message: ToThread): void {
  switch (message.type) {
    case 'call':
      void answer(message.id, message.call)
      break
    case 'cancel':
      running.get(message.id)?.abort()
      break
    case 'share':
      shared = message
      break
    case 'unshare':
      shared = null
      break
    case 'warm':
      runtime.warm()
      break
    case 'protect-port':
      runtime.protectPort(message.port)
      observing.protectPort(message.port)
      break
    case 'ping':
      send({ type: 'pong' })
      break
    case 'dispose':
      void Promise.all([runtime.dispose(), observing.dispose()]).then(() =>
        send({ type: 'disposed' }),
      )
      break
  }
}
