/** What a run took, measured: each phase and each kind of memory grows with what causes it. */
import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { run } = createHarness()

const handler = (text: string): string => `async function onRequest() { ${text} }`
const idle = handler('')

describe('timing', () => {
  it('adds up to no more than the time that passed', async () => {
    await run(idle)
    const before = performance.now()
    const { timing, durationMs } = await run(idle)
    const passed = performance.now() - before
    const { startMs = 0, runMs = 0, checkMs = 0 } = timing ?? {}
    expect(runMs).toBe(durationMs)
    expect(Math.min(startMs, checkMs)).toBeGreaterThan(0)
    expect(startMs + runMs + checkMs).toBeLessThanOrEqual(passed)
  })

  it('tells the run of the function from its start and from the check', async () => {
    const { timing: slowRun } = await run(handler('await new Promise((ok) => setTimeout(ok, 80))'))
    expect(slowRun?.runMs).toBeGreaterThanOrEqual(79)
    expect(slowRun?.checkMs).toBeLessThan(79)

    // Scanned to its end before anything of it runs.
    const { timing: slowStart } = await run(`${idle}\n//${'x'.repeat(3_000_000)}`)
    expect(slowStart?.startMs).toBeGreaterThan(slowStart?.runMs ?? Infinity)

    const { timing: slowCheck } = await run(
      handler(
        'for (let n = 0; n < 900; n++) Segment.track({ event: "E" + n, userId: "u", properties: { text: "x".repeat(4000) } })',
      ),
    )
    const { timing: quickCheck } = await run(idle)
    expect(slowCheck?.checkMs).toBeGreaterThan((quickCheck?.checkMs ?? Infinity) * 2)
  })

  it('holds for runs that fail and runs that are stopped', async () => {
    const failed = await run(handler('throw new Error("no")'))
    expect(failed.timing?.runMs).toBe(failed.durationMs)
    expect(failed.memory?.heapBytes).toBeGreaterThan(0)

    const invalid = await run('function (')
    expect(invalid).toMatchObject({ status: 'error', timing: { runMs: 0 }, memory: null })

    const stopped = await run(handler('for (;;);'), { profile: '2019' })
    expect(stopped).toMatchObject({ status: 'timeout', memory: null })
    expect(stopped.timing?.runMs).toBe(stopped.durationMs)
  })
})

describe('memory', () => {
  const megabytes = async (code: string): Promise<{ heap: number; buffers: number }> => {
    const { memory } = await run(handler(code))
    return { heap: (memory?.heapBytes ?? 0) / 1e6, buffers: (memory?.bufferBytes ?? 0) / 1e6 }
  }

  it('counts values in the heap and buffers beside it', async () => {
    const { heap, buffers } = await megabytes('')
    expect(heap).toBeGreaterThan(0)
    expect(heap).toBeLessThan(2)
    expect(buffers).toBeLessThan(2)

    const values = await megabytes(
      'globalThis.kept = Array.from({ length: 1e6 }, (_, n) => ({ n }))',
    )
    // Electron's V8 needs half the space for a value.
    expect(values.heap).toBeGreaterThan(15)
    expect(values.buffers).toBeLessThan(5)

    const bytes = await megabytes('globalThis.kept = new Uint8Array(3e7).fill(1)')
    expect(bytes.buffers).toBeGreaterThan(29)
    expect(bytes.heap).toBeLessThan(5)
  })

  it('does not count what earlier runs left', async () => {
    // 80 MB.
    await megabytes('globalThis.kept = Array.from({ length: 2e6 }, (_, n) => ({ n }))')
    const churn = 'for (let n = 0; n < 3e6; n++) globalThis.last = { n }'
    // V8 leaves up to 35 MB of what is dead alone, and more on a busy machine.
    expect((await megabytes(churn)).heap).toBeLessThan(60)
  })

  it('is the most there was, not what was left', async () => {
    const { heap } = await megabytes(`
      let kept = Array.from({ length: 1e6 }, (_, n) => ({ n }))
      kept = null
      for (let n = 0; n < 3e6; n++) globalThis.last = { n }`)
    expect(heap).toBeGreaterThan(15)
  })
})
