/**
 * What the process, the thread and the fresh context cost: a run of a trivial function with a 2 KB
 * payload, beside the same function in a bare context of this process. A warm pool has the next
 * context ready, which takes it a moment after each run; back to back, its making is part of each.
 */
import { createThreadEngine } from '#main/runtime/engine'
import { createRuntime, type RunRequest } from '#main/runtime/runtime'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import vm from 'node:vm'
import { toRequest } from '../runtime/request.ts'
import { middle, row, type BenchRow } from './support/rows.ts'

const rounds = 300
const pauseMs = 5
const code = `async function onRequest(request) {
  const body = request.json()
  Segment.track({ event: 'E', userId: body.id, properties: body })
}`
const body = {
  id: 'u1',
  items: Array.from({ length: 40 }, (_, index) => ({ index, name: `item number ${index}` })),
}

async function time(work: () => unknown): Promise<number> {
  const taken: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await work()
    taken.push(performance.now() - start)
  }
  return middle(taken)
}

/** Both in turn and after the same pause, so that whatever else the machine does meets both. */
async function timeInTurn(works: readonly (() => Promise<unknown>)[]): Promise<readonly number[]> {
  const taken = works.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, work] of works.entries()) {
      await pause(pauseMs)
      const start = performance.now()
      await work()
      taken[index]?.push(performance.now() - start)
    }
  }
  return taken.map(middle)
}

async function bareRun(text: string): Promise<unknown> {
  const events: unknown[] = []
  const context = vm.createContext({
    request: { json: () => JSON.parse(text) as unknown },
    Segment: { track: (event: unknown) => events.push(event) },
  })
  await new vm.Script(`${code}; onRequest(request)`, { filename: 'bare.js' }).runInContext(context)
  return JSON.parse(JSON.stringify({ events, objects: [] }))
}

export async function benchRunOverhead(): Promise<BenchRow[]> {
  const runtimeDir = path.resolve(import.meta.dirname, '../../out/runtime')
  const runtime = createRuntime({ runtimeDir })
  // As the app and browser mode have it: with a thread between.
  const engine = createThreadEngine({ runtimeDir, log: () => undefined, ownPorts: () => [] })
  const text = JSON.stringify(body)
  const rows: BenchRow[] = []
  const add = (name: string, value: number, baseline: number): void => {
    rows.push(row(name, value, baseline, 'the same function in a bare context'))
  }
  /** Each group gets a thread of its own, so each of these runs is a first one. */
  const first = async (request: RunRequest): Promise<number> => {
    const taken: number[] = []
    for (let round = 0; round < 9; round++) {
      const { durationMs } = await runtime.run({ ...request, group: `first ${round}` })
      taken.push(durationMs)
    }
    return middle(taken)
  }
  try {
    const request = toRequest(code, { body: text })
    const run = (): Promise<unknown> => runtime.run(request)
    await time(run)
    const bare = (): Promise<unknown> => bareRun(text)
    const beyond = (): Promise<unknown> => engine.runtime.run(request)
    await time(beyond)
    const taken = await timeInTurn([run, beyond, bare])
    const [warm = Number.NaN, threaded = Number.NaN, alone = Number.NaN] = taken
    add('run of a trivial function, 2 KB payload', warm, alone)
    add('same, through the thread that the app has for it', threaded, alone)
    const baseline = await time(bare)
    add('same, back to back', await time(run), baseline)
    for (const library of ['_', 'AWS', 'request.headers']) {
      const touched = toRequest(code.replace('const body', `${library}; const body`), {
        body: text,
      })
      add(
        `same, ${library} touched, back to back`,
        await time(() => runtime.run(touched)),
        baseline,
      )
      add(`same, ${library} for the first time in its thread`, await first(touched), baseline)
    }
  } finally {
    await Promise.all([runtime.dispose(), engine.dispose()])
  }
  return rows
}
