/** Texts that are too long to be shown whole are cut so that no part of a secret stays. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createHarness } from './harness.ts'
import { startWebServer, type WebServer } from './support/web-server.ts'

const { run } = createHarness()
let server: WebServer

beforeAll(async () => {
  server = await startWebServer()
})
afterAll(() => server.close())

const secret = 'SUPERSECRET-'.repeat(20)
const options = { settings: { k: secret }, secrets: [secret], profile: 'current' } as const

/** Nothing of it is left: its first letters would be the first to stay. */
async function shownBy(body: string): Promise<string> {
  const code = `async function onRequest(request, settings) {
    const before = (end) => 'x'.repeat(end - 10)
    ${body.replaceAll('BASE', server.base)}
  }`
  const { logs, error, calls } = await run(code, options)
  return JSON.stringify({ logs, error, calls })
}

it.each([
  ['a log line', 'console.log(before(20000) + settings.k + "y".repeat(300))'],
  ['a long log line', 'console.log(before(20000) + settings.k + "y".repeat(300000))'],
  ['what is left of a line', 'console.log(before(20000 + 4096) + settings.k)'],
  ['a line that masks make shorter', 'console.log(("s " + settings.k).repeat(200))'],
  ['a message', 'throw new Error(before(16000) + settings.k)'],
  ['a message that is cut behind', 'throw new Error(before(16000 + 4096) + settings.k)'],
  ['a thrown text', 'throw before(16000) + settings.k'],
  ['a name', 'throw Object.assign(new Error(), { name: before(16000) + settings.k })'],
  [
    'the body of a call',
    `await fetch('BASE/', { method: 'POST', body: before(64 * 1024) + settings.k })`,
  ],
  [
    'the body of a call that is cut behind',
    `await fetch('BASE/', { method: 'POST', body: before(64 * 1024 + 4096) + settings.k })`,
  ],
  [
    'the bodies of many calls',
    `for (let i = 0; i < 20; i++) await fetch('BASE/', { method: 'POST', body: (settings.k + 'y').repeat(250) })`,
  ],
  ['an address', `await fetch('BASE/' + before(8192) + settings.k)`],
  ['a header', `await fetch('BASE/', { headers: { 'X-Key': before(8192) + settings.k } })`],
])('%s', async (_name, body) => {
  const shown = await shownBy(body)
  expect(shown).toContain('xxxxxxxxxx'.slice(0, body.includes('before') ? 10 : 0))
  expect(shown).not.toContain('SUPER')
})

it('says how much of it is not shown', async () => {
  const { logs } = await run(`onRequest = () => { console.log('x'.repeat(21000)) }`)
  expect(logs[0]?.text).toBe(`${'x'.repeat(20_000)}... (1000 more characters are not shown)`)
  const { error } = await run(`onRequest = () => { throw new Error('x'.repeat(17000)) }`)
  expect(error?.message).toBe(`${'x'.repeat(16_000)}... (shortened)`)
})

it('keeps headers of a call within bounds', async () => {
  const { calls } = await run(
    `async function onRequest() {
      const headers = {}
      for (let i = 0; i < 3000; i++) headers['x-' + i] = 'y'.repeat(8000)
      await fetch('${server.base}/', { headers }).catch(() => {})
    }`,
    { profile: 'current' },
  )
  const [call] = calls
  expect(JSON.stringify(call).length).toBeLessThan(20_000)
  expect(call?.requestHeaders.at(-1)?.[1]).toMatch(/^\d+ more headers are not kept$/)
})
