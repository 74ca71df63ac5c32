/** Cases that run at once share a process: who is stopped there with others is not to blame yet. */
import { loadCases } from '#main/runtime/cases/load'
import { runCases, type RunCasesOptions, type Verdict } from '#main/runtime/cases/run-cases'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { tempDir } from '../support/temp-dir.ts'
import { createHarness } from './harness.ts'

const { runtime } = createHarness()

const code = `async function onRequest(request) {
  const { fills, ms } = request.json()
  const held = []
  while (fills) held.push(Buffer.alloc(1e7, 1))
  await new Promise((done) => setTimeout(done, ms))
  Segment.identify({ userId: 'u' })
}`

const files = {
  'function.js': code,
  'hookbench.json': { profile: 'current' },
  'cases/fills.json': { payload: { body: { fills: true } } },
  'cases/waits.json': { payload: { body: { ms: 2500 } } },
}

async function update(
  run?: RunCasesOptions['run'],
): Promise<{ verdicts: Verdict[]; expected: (name: string) => unknown }> {
  const dir = tempDir()
  mkdirSync(path.join(dir, 'cases'))
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    writeFileSync(path.join(dir, name), text)
  }
  const verdicts: Verdict[] = []
  const cases = await loadCases(dir, { env: {} })
  const onVerdict = (verdict: Verdict): number => verdicts.push(verdict)
  await runCases(cases, runtime, { update: true, concurrency: 2, onVerdict, run })
  const expected = (name: string): unknown =>
    JSON.parse(readFileSync(path.join(dir, `cases/${name}.json`), 'utf8')).expect
  return { verdicts, expected }
}

it('only the case that fills the memory is told to', async () => {
  const { verdicts, expected } = await update()
  expect(verdicts.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'fills updated',
    'waits updated',
  ])
  expect(expected('fills')).toEqual({ status: 'out-of-memory' })
  expect(expected('waits')).toMatchObject({ output: { events: [{ userId: 'u' }] } })
})

it('a runtime that ends is never what a case expects', async () => {
  const { verdicts, expected } = await update((_test, request, signal) => {
    const running = runtime.run(request, signal)
    const kill = setInterval(() => {
      const pid = runtime.pid()
      if (pid !== undefined) {
        process.kill(pid, 'SIGKILL')
      }
    }, 50)
    return running.finally(() => clearInterval(kill))
  })
  expect(verdicts.map(({ status, refusal }) => [status, refusal])).toEqual(
    verdicts.map(() => ['new', 'the runtime process ended, which says nothing about the function']),
  )
  expect(expected('waits')).toBe(undefined)
})
