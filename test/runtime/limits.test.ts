import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { run, runtime } = createHarness({ patience: 1 })
/** What is no matter of time is given enough of it, however busy the machine is. */
const patient = createHarness({ patience: 8 })
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

const handler = (text: string): string => `async function onRequest() { ${text} }`

describe('the deadline ends', () => {
  it.each([
    ['a loop', handler('for (;;);')],
    ['a loop outside the handler', 'for (;;);'],
    ['a loop after an await', handler('await null; for (;;);')],
    ['a promise loop', handler('for (;;) await null')],
    ['a promise that never settles', handler('await new Promise(() => {})')],
    ['timers', handler('await new Promise(() => setInterval(() => {}, 1))')],
    ['a loop in a timer', handler('await new Promise(() => setTimeout(() => { for (;;); }, 1))')],
    ['Atomics.wait', handler('Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 0)')],
    ['a regular expression', handler('/^(a+)+$/.test("a".repeat(40) + "b")')],
    ['sorting', handler('const a = [1, 2]; for (;;) a.sort()')],
    [
      'JSON',
      handler('const t = JSON.stringify(Array(1e5).fill({ a: 1 })); for (;;) JSON.parse(t)'),
    ],
    ['a BigInt', handler('let a = 3n; for (;;) a = (a * a) % (1n << 100000n)')],
    [
      'a getter of the output',
      handler('Segment.track({ event: "E", userId: "u", properties: { get a() { for (;;); } } })'),
    ],
    [
      'a loop in toString of what is thrown',
      handler(
        'throw { get name() { for (;;); } , [Symbol.for("nodejs.util.inspect.custom")]() { for (;;); } }',
      ),
    ],
    [
      'console.log of a hostile value',
      handler(
        'console.log({ get a() { return 1 }, [Symbol.for("nodejs.util.inspect.custom")]() { for (;;); } })',
      ),
    ],
    [
      'a fetch that never answers',
      handler('await new Promise(() => {}); await fetch("http://127.0.0.1:1/")'),
    ],
  ])('%s', async (_name, code) => {
    const busy = await timeOf(() => run(handler('')))
    const started = performance.now()
    const before = process.threadCpuUsage()
    const result = await run(code)
    const { user, system } = process.threadCpuUsage(before)
    expect(result.status).toBe('timeout')
    expect(result.error?.message).toBe('The function did not finish within 1 s and was stopped.')
    expect(result.durationMs).toBeGreaterThanOrEqual(990)
    // A machine that takes long for a run of nothing may take longer for this.
    expect(performance.now() - started).toBeLessThan(4000 + 10 * busy)
    // Milliseconds of this thread, which stands for that of the app.
    expect((user + system) / 1000).toBeLessThan(200)
    // What was stopped leaves nothing behind.
    expect((await run(handler(''))).status).toBe('ok')
  })

  it('a run of the current profile after 5 s', async () => {
    const result = await run(handler('for (;;);'), { profile: 'current' })
    expect(result.error?.message).toBe('The function did not finish within 5 s and was stopped.')
  })

  it('but not what was logged before', async () => {
    const result = await run(handler('console.log("one"); console.log("two"); for (;;);'))
    expect(result.logs.map((line) => line.text)).toEqual(['one', 'two'])
  })
})

describe('memory', () => {
  it.each([
    ['a growing list', handler('const a = []; for (;;) a.push(1.5)')],
    [
      'a growing list of objects',
      handler('const a = []; for (;;) a.push({ a: "x".repeat(200) + a.length })'),
    ],
    ['a huge list', handler('const a = []; for (;;) a.push(new Array(1e6).fill(0))')],
    ['a growing map', handler('const m = new Map(); for (let i = 0; ; i++) m.set(i, i)')],
    ['buffers', handler('const a = []; for (;;) a.push(new Uint8Array(1e7).fill(1))')],
    ['Buffers', handler('const a = []; for (;;) a.push(Buffer.alloc(1e7, 1))')],
    ['untouched buffers', handler('const a = []; for (;;) a.push(new ArrayBuffer(1e7))')],
    ['untouched lists of numbers', handler('const a = []; for (;;) a.push(new Float64Array(1e6))')],
    ['untouched Buffers', handler('const a = []; for (;;) a.push(Buffer.alloc(1e7))')],
    ['slices', handler('const a = [], b = new ArrayBuffer(1e7); for (;;) a.push(b.slice(0))')],
    ['shared buffers', handler('const a = []; for (;;) a.push(new SharedArrayBuffer(1e7))')],
    [
      'shared buffers that grow',
      handler(
        'const a = []; for (;;) { const b = new SharedArrayBuffer(1, { maxByteLength: 1e7 }); b.grow(1e7); a.push(b) }',
      ),
    ],
    [
      'buffers that are kept while waiting',
      handler(
        'const a = []; for (;;) { a.push(new ArrayBuffer(1e7)); await new Promise((r) => setTimeout(r, 1)) }',
      ),
    ],
    [
      'strings',
      handler('const a = []; for (;;) a.push("x".repeat(1e6) + a.length + "" .padEnd(1e6, "ab"))'),
    ],
  ])(
    '%s',
    async (_name, code) => {
      const result = await patient.run(code, { profile: 'current' })
      expect(result.status).toBe('out-of-memory')
      expect(result.error?.message).toContain('too much memory')
      expect((await patient.run(handler(''))).status).toBe('ok')
    },
    60_000,
  )

  it('that is let go of is no reason to stop', async () => {
    const { status } = await patient.run(
      handler('for (let i = 0; i < 20_000; i++) Buffer.alloc(1e5); await null'),
    )
    expect(status).toBe('ok')
  })

  it('errors that the function can catch stay its own', async () => {
    const { error } = await patient.run(handler('"x".repeat(2 ** 30)'))
    expect(error).toMatchObject({ name: 'RangeError', message: 'Invalid string length' })
  })
})

describe('floods', () => {
  it('of logs keep the last 100 lines and say so', async () => {
    const { logs, status } = await patient.run(
      handler('for (let i = 0; i < 5000; i++) console.log(i)'),
    )
    expect(status).toBe('ok')
    expect(logs).toHaveLength(101)
    expect(logs[0]?.text).toBe('4900 earlier lines are not shown: the last 100 are kept')
    expect(logs.at(-1)?.text).toBe('4999')
  })

  it('of logs until the deadline', async () => {
    const before = process.threadCpuUsage()
    const { logs, status } = await run(handler('for (;;) console.log("flood".repeat(1000))'))
    const { user, system } = process.threadCpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(200)
    expect(status).toBe('timeout')
    expect(logs).toHaveLength(101)
  })

  it('of one long line', async () => {
    const { logs } = await patient.run(handler('console.log("x".repeat(1e6))'))
    expect(logs[0]?.text.length).toBeLessThan(21_000)
    expect(logs[0]?.text).toContain('980000 more characters are not shown')
  })

  it('of long lines keep a million characters, the last lines whole', async () => {
    const { logs } = await patient.run(
      handler('for (let i = 0; i < 100; i++) console.log("x".repeat(30000))'),
    )
    expect(logs).toHaveLength(100)
    expect(logs[49]?.text).toBe('... (30000 more characters are not shown)')
    expect(logs[50]?.text).toBe(`${'x'.repeat(20_000)}... (10000 more characters are not shown)`)
  })

  it('of output are an error', async () => {
    const code = handler(
      'for (let i = 0; i < 20; i++) Segment.track({ event: "E", userId: "u", properties: { a: "x".repeat(1e6) } })',
    )
    const { error } = await patient.run(code)
    expect(error?.message).toContain('The output is too large')
  })

  it('of output that is hardly too large are told apart from what is allowed', async () => {
    const code = handler(
      'Segment.track({ event: "E", userId: "u", properties: { a: "x".repeat(4e6) } })',
    )
    const { error } = await patient.run(code)
    expect(error?.message).toBe('The output is too large: 4.1 MB, at most 4 MB can be kept')
  })

  it('of timers are refused', async () => {
    const { error } = await patient.run(
      handler('for (let i = 0; i < 20000; i++) setTimeout(() => {}, 500)'),
    )
    expect(error?.message).toContain('More than 10000 timers')
  })
})

describe('the host', () => {
  it('that is killed fails its run alone, and the next run gets a new one', async () => {
    const group = 'killed'
    await run(handler(''), { group })
    const pid = runtime.pid()
    const other = run(handler('await new Promise((ok) => setTimeout(ok, 200))'))
    const running = run(handler('console.log("here"); await new Promise(() => {})'), {
      profile: 'current',
      group,
    })
    process.kill(pid ?? 0, 'SIGKILL')
    expect((await running).status).toBe('crashed')
    expect((await other).status).toBe('ok')
    expect((await run(handler(''), { group })).status).toBe('ok')
    expect(runtime.pid()).not.toBe(pid)
  })
})

describe('a worn host', () => {
  const worn = createHarness({ maxHostRuns: 20 })

  it('is replaced while it serves, and no run notices', async () => {
    await worn.run(handler(''))
    const pid = worn.runtime.pid()
    for (let round = 0; round < 15; round++) {
      const results = await Promise.all(Array.from({ length: 4 }, () => worn.run(handler(''))))
      expect(results.map((result) => result.status)).toEqual(['ok', 'ok', 'ok', 'ok'])
    }
    expect(worn.runtime.pid()).not.toBe(pid)
  })
})
