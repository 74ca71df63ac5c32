import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'
import { startWebServer, type WebServer } from './support/web-server.ts'

const { run } = createHarness()
const hurried = createHarness({ patience: 1 })
let server: WebServer

beforeAll(async () => {
  server = await startWebServer()
})
afterAll(() => server.close())

const handler = (body: string): string =>
  `async function onRequest(request, settings) { ${body.replaceAll('BASE', server.base)} }`

describe('the calls of a run', () => {
  it('are told in order, with both sides whole', async () => {
    const { calls, notices } = await run(
      handler(`
        await (await fetch('BASE/one?a=b', { method: 'POST', body: '{"n":1}', headers: { 'X-Own': 'mine' } })).json()
        await (await fetch('BASE/missing')).text()`),
    )
    expect(notices).toEqual([])
    expect(calls).toMatchObject([
      {
        id: 1,
        method: 'POST',
        url: `${server.base}/one?a=b`,
        status: 200,
        statusText: 'OK',
        error: null,
        requestBody: { encoding: 'text', data: '{"n":1}', size: 7, isWhole: true },
        responseBody: { encoding: 'text', isWhole: true },
        from: 'network',
      },
      {
        id: 2,
        method: 'GET',
        url: `${server.base}/missing`,
        status: 404,
        requestBody: { size: 0 },
      },
    ])
    const [first, second] = calls
    expect(first?.requestHeaders).toContainEqual(['X-Own', 'mine'])
    expect(first?.responseHeaders).toContainEqual(['content-type', 'application/json'])
    expect(JSON.parse(first?.responseBody.data ?? '')).toMatchObject({ body: '{"n":1}' })
    expect(first?.startedMs).toBeGreaterThanOrEqual(0)
    expect(second?.startedMs).toBeGreaterThanOrEqual(
      (first?.startedMs ?? 0) + (first?.durationMs ?? 0) - 1,
    )
  })

  it('show packed bodies as text, and bytes as base64', async () => {
    const { calls } = await run(
      handler(
        `await (await fetch('BASE/gzip')).text(); await (await fetch('BASE/bytes')).buffer()`,
      ),
    )
    expect(calls.map(({ responseBody }) => responseBody)).toMatchObject([
      { encoding: 'text', data: 'packed text', isWhole: true },
      { encoding: 'base64', data: 'AP8B/g==', size: 4 },
    ])
  })

  it('each step of a redirect is one', async () => {
    const { calls } = await run(handler(`await (await fetch('BASE/redirect')).text()`))
    expect(calls.map(({ url, status }) => [url.replace(server.base, ''), status])).toEqual([
      ['/redirect', 302],
      ['/count', 200],
    ])
  })

  it('that fail say why', async () => {
    const { calls } = await run(handler(`await fetch('http://127.0.0.1:1/').catch(() => {})`))
    expect(calls).toMatchObject([
      { status: null, error: 'connect ECONNREFUSED 127.0.0.1:1', responseBody: { size: 0 } },
    ])
  })

  it.each([
    ['has its result', `fetch('BASE/hang'); await (await fetch('BASE/one')).text()`, 'ok'],
    ['has no time left', `await fetch('BASE/hang')`, 'timeout'],
  ])('that are open when the run %s are told as such', async (_name, code, status) => {
    const result = await hurried.run(handler(code), { profile: 'current' })
    expect(result.status).toBe(status)
    expect(result.calls[0]).toMatchObject({
      url: `${server.base}/hang`,
      status: null,
      error: 'The run ended before the whole answer had come.',
    })
    expect(result.calls[0]?.durationMs).toBeLessThanOrEqual(result.durationMs)
  })

  it('that the function ended itself say so', async () => {
    const { calls } = await run(
      handler(`await fetch('BASE/hang', { timeout: 20 }).catch(() => {})`),
    )
    expect(calls).toMatchObject([{ status: null, error: 'The function ended the call.' }])
  })

  it('do not show secrets, wherever they stand', async () => {
    const secret = 'key/with+signs"42'
    const { calls } = await run(
      handler(`
        const { apiKey } = settings
        const answer = await fetch('BASE/?k=' + encodeURIComponent(apiKey), {
          method: 'POST',
          headers: { 'X-Key': apiKey, Authorization: 'Bearer other-token', Cookie: 'sid=1234567' },
          body: JSON.stringify({ apiKey, again: Buffer.from(apiKey).toString('base64') }),
        })
        await answer.text()
        await (await fetch('BASE/cookies')).text()
        const at = new URL('BASE/auth')
        await new Promise((ok) => https && fetch(at.href.replace('//', '//user:hunter2@')).then(ok, ok))`),
      { settings: { apiKey: secret }, secrets: [secret], profile: 'current' },
    )
    const shown = JSON.stringify(calls)
    for (const hidden of [secret, 'other-token', '1234567', 'abcdef', 'hunter2']) {
      expect(shown).not.toContain(JSON.stringify(hidden).slice(1, -1))
    }
    expect(shown).not.toContain(encodeURIComponent(secret))
    expect(shown).not.toContain(Buffer.from(secret).toString('base64'))
    expect(shown).not.toContain(Buffer.from('user:hunter2').toString('base64'))
    expect(calls[0]?.requestHeaders).toContainEqual(['Authorization', 'Bearer ••••••'])
    expect(calls[1]?.responseHeaders).toContainEqual(['set-cookie', 'session=••••••'])
  })

  it('are kept in part when they are large, and a notice says so', async () => {
    const { calls, notices } = await run(
      handler(`await (await fetch('BASE/big')).text(); await (await fetch('BASE/one')).text()`),
    )
    expect(calls[0]?.responseBody).toMatchObject({ size: 200_000, isWhole: false })
    expect(calls[0]?.responseBody.data).toHaveLength(65_536)
    expect(calls[1]?.responseBody.isWhole).toBe(true)
    expect(notices).toEqual([
      'The bodies of 1 call are kept in part: at most 64 KB of each and 1 MB in all.',
    ])
  })

  it('are bounded in number, and a notice says so', async () => {
    const { calls, notices, status } = await run(
      handler(`for (let i = 0; i < 230; i++) await (await fetch('BASE/' + i)).text()`),
      { profile: 'current' },
    )
    expect(status).toBe('ok')
    expect(calls).toHaveLength(200)
    expect(calls.at(-1)?.url).toBe(`${server.base}/199`)
    expect(notices).toEqual(['30 more calls were made: the first 200 are kept.'])
  })

  it('are bounded in all, and a notice says so', async () => {
    const { calls, notices } = await run(
      handler(`for (let i = 0; i < 40; i++) await (await fetch('BASE/big')).text()`),
      { profile: 'current' },
    )
    expect(calls).toHaveLength(40)
    expect(JSON.stringify(calls).length).toBeLessThan(1_300_000)
    expect(notices[0]).toContain('The bodies of 40 calls are kept in part')
  })

  it('of a run without any are none', async () => {
    const { calls, notices } = await run(handler(''))
    expect({ calls, notices }).toEqual({ calls: [], notices: [] })
  })
})
