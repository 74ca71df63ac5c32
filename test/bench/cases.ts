/**
 * `hookbench test` over 1,000 cases in 10 folders, beside the same functions called in one bare
 * context without isolation, and beside vitest with a mocked `Segment`, one file a case. All
 * three start from files on disk and end with compared outputs. Vitest is measured on two
 * smaller numbers of files and scaled by what one file more costs, its start counted once.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import vm from 'node:vm'
import { compareJson } from '#main/runtime/cases/compare'
import { loadCases } from '#main/runtime/cases/load'
import { runCases } from '#main/runtime/cases/run-cases'
import { createRuntime } from '#main/runtime/runtime'
import { middle, row, type BenchRow } from './support/rows.ts'

const FOLDERS = 10
const CASES = 1000
const ROUNDS = 5
const VITEST_FILES = [20, 100] as const

const root = path.resolve(import.meta.dirname, '../..')

export async function benchCases(): Promise<BenchRow[]> {
  const dir = mkdtempSync(path.join(tmpdir(), 'hookbench-bench-'))
  try {
    write(dir)
    const ours: number[] = []
    const bare: number[] = []
    // In turns, so that a machine that gets busy is busy for both.
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await timed(() => runOurs(dir)))
      bare.push(await timed(() => runBare(dir)))
    }
    const rate = (ms: number): number => (CASES / ms) * 1000
    const median = rate(middle(ours))
    const name = `hookbench test, ${CASES} cases, start included`
    const beside = (baselineName: string, ms: number): BenchRow =>
      row(name, median, rate(ms), baselineName, 'cases/s')
    const [few, many] = VITEST_FILES
    return [
      beside('the same functions in one bare context, no isolation', middle(bare)),
      beside(
        `vitest, one file a case (${few} and ${many} files measured, scaled)`,
        timeVitest(dir, []),
      ),
      beside('the same vitest with --no-isolate', timeVitest(dir, ['--no-isolate'])),
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

const code = (folder: number): string => `const KIND = 'folder ${folder}'

async function onRequest(request, settings) {
  const body = request.json()
  if (!body.user) {
    throw new ValidationError('no user')
  }
  Segment.track({
    event: settings.prefix + body.type,
    userId: body.user,
    properties: { kind: KIND, total: body.items.reduce((sum, item) => sum + item.price, 0) }
  })
  for (const item of body.items) {
    Segment.set({ collection: 'items', id: item.sku, properties: { name: item.name, price: item.price } })
  }
}
`

/** About 2 KB with what is expected, as an order is. */
function testCase(folder: number, number: number): object {
  const items = Array.from({ length: 8 }, (_, index) => ({
    sku: `sku-${number}-${index}`,
    name: `Item number ${index} of the order ${number}`,
    price: index + 1,
  }))
  const user = `user-${number}`
  return {
    payload: {
      body: { type: 'Order Paid', user, items },
      headers: { 'Content-Type': ['application/json'], Host: ['fn.example.com'] },
    },
    expect: {
      output: {
        events: [
          {
            type: 'track',
            event: 'Shop Order Paid',
            userId: user,
            properties: { kind: `folder ${folder}`, total: 36 },
          },
        ],
        objects: items.map(({ sku, name, price }) => ({
          collection: 'items',
          id: sku,
          properties: { name, price },
        })),
      },
    },
  }
}

function write(dir: string): void {
  writeFileSync(path.join(dir, 'hookbench.json'), '{ "settings": { "prefix": "Shop " } }')
  for (let folder = 0; folder < FOLDERS; folder++) {
    const cases = path.join(dir, `folder-${folder}`, 'cases')
    mkdirSync(cases, { recursive: true })
    writeFileSync(path.join(cases, '../function.js'), code(folder))
    for (let number = 0; number < CASES / FOLDERS; number++) {
      const text = JSON.stringify(testCase(folder, number), null, 2)
      writeFileSync(path.join(cases, `case-${number}.json`), text)
    }
  }
}

async function timed(work: () => Promise<number>): Promise<number> {
  const start = performance.now()
  const passed = await work()
  const taken = performance.now() - start
  if (passed !== CASES) {
    throw new Error(`only ${passed} of ${CASES} cases passed`)
  }
  return taken
}

async function runOurs(dir: string): Promise<number> {
  const runtime = createRuntime({ runtimeDir: path.join(root, 'out/runtime') })
  try {
    runtime.warm()
    let passed = 0
    await runCases(await loadCases(dir, { env: {} }), runtime, {
      concurrency: Math.min(4, availableParallelism()),
      onVerdict: ({ status }) => (passed += status === 'passed' ? 1 : 0),
    })
    return passed
  } finally {
    await runtime.dispose()
  }
}

interface Mocked {
  readonly events: unknown[]
  readonly objects: unknown[]
}

/** What a hand-written test would put in the place of `Segment`. */
const MOCK = `const output = { events: [], objects: [] }
const Segment = {
  track: (message) => output.events.push({ type: 'track', ...message }),
  set: (message) => output.objects.push(message)
}
class ValidationError extends Error {}
`

async function runBare(dir: string): Promise<number> {
  const context = vm.createContext({})
  let passed = 0
  for (const folder of readdirSync(dir).filter((name) => name.startsWith('folder-'))) {
    const text = readFileSync(path.join(dir, folder, 'function.js'), 'utf8')
    const call = new vm.Script(
      `(async (json, settings) => {
        ${MOCK}
        ${text}
        await onRequest({ json: () => JSON.parse(json) }, settings)
        return JSON.stringify(output)
      })`,
    ).runInContext(context) as (json: string, settings: object) => Promise<string>
    const cases = path.join(dir, folder, 'cases')
    for (const file of readdirSync(cases)) {
      const { payload, expect } = JSON.parse(readFileSync(path.join(cases, file), 'utf8')) as {
        payload: { body: unknown }
        expect: { output: Mocked }
      }
      const output = await call(JSON.stringify(payload.body), { prefix: 'Shop ' })
      passed += compareJson(expect.output, JSON.parse(output)).length === 0 ? 1 : 0
    }
  }
  return passed
}

/** Milliseconds for all cases: the start once, and what each file adds. */
function timeVitest(dir: string, options: readonly string[]): number {
  const [few, many] = VITEST_FILES
  const [short, long] = [vitestOn(dir, few, options), vitestOn(dir, many, options)]
  return short + ((long - short) / (many - few)) * (CASES - few)
}

function vitestOn(dir: string, files: number, options: readonly string[]): number {
  const folder = mkdtempSync(path.join(dir, 'vitest-'))
  for (let number = 0; number < files; number++) {
    const suite = path.join(dir, `folder-${number % FOLDERS}`)
    const file = path.join(suite, 'cases', `case-${Math.floor(number / FOLDERS)}.json`)
    writeFileSync(
      path.join(folder, `case-${number}.test.js`),
      `import { readFileSync } from 'node:fs'
test('case', async () => {
  const { payload, expect: expected } = JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8'))
  const code = readFileSync(${JSON.stringify(path.join(suite, 'function.js'))}, 'utf8')
  const mock = ${JSON.stringify(MOCK)}
  const { onRequest, output } = new Function(mock + code + '; return { onRequest, output }')()
  await onRequest({ json: () => payload.body }, { prefix: 'Shop ' })
  expect(output).toEqual(expected.output)
})
`,
    )
  }
  const start = performance.now()
  execFileSync(
    process.execPath,
    [
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--root',
      folder,
      '--globals',
      ...options,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  return performance.now() - start
}
