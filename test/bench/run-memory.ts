/**
 * Memory of the runtime process after ten thousand runs and a pause, beside that after its first
 * run. A worn process is replaced in the pause, which is how its memory comes back.
 */
import { createRuntime } from '#main/runtime/runtime'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { toRequest } from '../runtime/request.ts'
import { row, type BenchRow } from './support/rows.ts'

const runs = 10_000
const pauseMs = 7000

function memoryMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}

export async function benchRunMemory(): Promise<BenchRow[]> {
  const runtimeDir = path.resolve(import.meta.dirname, '../../out/runtime')
  const runtime = createRuntime({ runtimeDir })
  const beside = (name: string, megabytes: number, first: number): BenchRow =>
    row(name, megabytes, first, 'the same after its first run', 'MB')
  try {
    const request = toRequest(
      'onRequest = (r) => { console.log(r.json()); Segment.track({ event: "E", userId: "u" }) }',
    )
    await runtime.run(request)
    await wait(500)
    const start = memoryMb(runtime.pid())
    for (let run = 0; run < runs; run++) {
      await runtime.run(request)
    }
    const end = memoryMb(runtime.pid())
    await wait(pauseMs)
    return [
      beside(`runtime process right after ${runs} runs`, end, start),
      beside(`runtime process ${pauseMs / 1000} s later`, memoryMb(runtime.pid()), start),
    ]
  } finally {
    await runtime.dispose()
  }
}
