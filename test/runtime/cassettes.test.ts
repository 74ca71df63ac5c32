import { formatCassette, mergeCassettes, parseCassette } from '#main/runtime/cassettes/cassette'
import type { Recording } from '#main/runtime/cassettes/record'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'
import type { Case } from './request.ts'
import { startWebServer, type WebServer } from './support/web-server.ts'

const { run } = createHarness()
let server: WebServer

beforeAll(async () => {
  server = await startWebServer()
})
afterAll(() => server.close())

const handler = (body: string): string =>
  `async function onRequest(request, settings) { ${body.replaceAll('BASE', server.base)} }`

async function recorded(code: string, options: Case = {}) {
  let recording: Recording | undefined
  const result = await run(code, {
    ...options,
    network: {
      record: (taken) => {
        recording = taken
      },
    },
  })
  if (recording === undefined) {
    throw new Error('nothing was recorded')
  }
  // As a file, so that what is tested is what is kept.
  return { result, text: formatCassette(recording.cassette), missing: recording.missing }
}

async function replayed(code: string, text: string, options: Case = {}) {
  const before = server.seen.length
  const replay = parseCassette(text, 'cassette.json')
  const result = await run(code, { ...options, network: { replay } })
  expect(server.seen).toHaveLength(before)
  return result
}

const texts = ({ logs }: { logs: readonly { text: string }[] }): string[] =>
  logs.map(({ text }) => text)

describe('a cassette', () => {
  it('answers a run as the network did, in order, without it', async () => {
    const code = handler(`
      for (let i = 0; i < 3; i++) console.log(await (await fetch('BASE/count')).text())
      const answer = await fetch('BASE/post', { method: 'POST', body: JSON.stringify({ a: 'ü' }) })
      console.log(answer.status, answer.statusText, answer.headers.get('content-type'), (await answer.json()).body)
      console.log((await (await fetch('BASE/bytes')).buffer()).toString('hex'))
      const packed = await fetch('BASE/gzip')
      console.log(packed.headers.get('content-encoding'), await packed.text())
      console.log((await fetch('BASE/redirect')).url.slice(-6))
      console.log(await fetch('http://127.0.0.1:1/').catch((e) => e.message + e.code))
      console.log((await (await fetch('BASE/big')).text()).length)`)
    const { result, text, missing } = await recorded(code)
    expect(missing).toEqual([])
    expect(result.error).toBe(null)
    const again = await replayed(code, text)
    expect(texts(again)).toEqual(texts(result))
    expect(again.calls.map(({ from }) => from)).toEqual(result.calls.map(() => 'cassette'))
    expect(again.calls.map(({ status, url }) => [status, url])).toEqual(
      result.calls.map(({ status, url }) => [status, url]),
    )
    expect(text).toContain('"text": "packed text"')
  })

  it('serves AWS and forms with random boundaries', async () => {
    const code = handler(`
      const s3 = new AWS.S3({ endpoint: 'BASE', s3ForcePathStyle: true, region: 'us-east-1', accessKeyId: 'a', secretAccessKey: 'b' })
      console.log(JSON.parse((await s3.getObject({ Bucket: 'b', Key: 'k' }).promise()).Body.toString()).url)
      const form = new FormData(); form.append('a', 'b')
      console.log((await fetch('BASE/form', { method: 'POST', body: form })).status)`)
    // Loading AWS on a busy machine takes a while of the 2019 profile's second.
    const { result, text } = await recorded(code, { profile: 'current' })
    expect(texts(result)).toEqual(['/b/k', '200'])
    expect(texts(await replayed(code, text, { profile: 'current' }))).toEqual(texts(result))
  })

  it('fails a call that it does not hold with a sentence that names it', async () => {
    const code = handler(`await fetch('BASE/post?x=1', { method: 'POST', body: settings.body })`)
    const { text } = await recorded(code, { settings: { body: 'one' } })
    const other = await replayed(code, text, { settings: { body: 'two' } })
    expect(other.error).toMatchObject({
      name: 'FetchError',
      message: `request to ${server.base}/post?x=1 failed, reason: the cassette holds no call POST ${server.base}/post?x=1, only one with another body. Record the calls again, or let the function make this one for real`,
    })
    expect(other.calls[0]).toMatchObject({ from: 'cassette', status: null })
    const unknown = await replayed(handler(`await fetch('BASE/other')`), text)
    expect(unknown.error?.message).toContain(`holds no call GET ${server.base}/other.`)
  })

  it('repeats the last answer to a call that is made more often', async () => {
    const loop = (count: number): string =>
      handler(
        `for (let i = 0; i < ${count}; i++) console.log(await (await fetch('BASE/count')).text())`,
      )
    const { result, text } = await recorded(loop(2))
    const [first, second] = texts(result)
    expect(texts(await replayed(loop(4), text))).toEqual([first, second, second, second])
  })

  it('holds no credentials, and serves other values of the settings', async () => {
    const code = handler(`
      const { apiKey, map } = settings
      const answer = await fetch('BASE/u/' + encodeURIComponent(apiKey) + '?k=' + map.inner, {
        method: 'POST',
        headers: { Authorization: 'Bearer ' + apiKey, Cookie: 'c=topsecret' },
        body: JSON.stringify({ apiKey, basic: Buffer.from(map.inner).toString('base64') }),
      })
      const { url, body } = await answer.json()
      console.log(url, body)`)
    const settings = { apiKey: 'first/key "quoted"', map: { inner: 'inner value' } }
    const secrets = [settings.apiKey, settings.map.inner]
    const { text, missing } = await recorded(code, { settings, secrets })
    expect(missing).toEqual([])
    for (const hidden of [
      ...secrets,
      encodeURIComponent(settings.apiKey),
      JSON.stringify(JSON.stringify(settings.apiKey).slice(1, -1)).slice(1, -1),
      Buffer.from(settings.map.inner).toString('base64'),
    ]) {
      expect(text).not.toContain(hidden)
    }
    // The server echoed them; what it was sent in headers is not part of the file.
    expect(JSON.parse(text).calls[0]).toMatchObject({
      url: `${server.base}/u/{{settings.apiKey|url}}?k={{settings.map.inner|url}}`,
    })
    const changed = { apiKey: 'second & key', map: { inner: 'another' } }
    const again = await replayed(code, text, { settings: changed })
    expect(again.error).toBe(null)
    expect(texts(again)[0]).toContain('/u/second%20%26%20key?k=another')
  })

  it('holds no part of a credential that an answer repeats in another spelling', async () => {
    const apiKey = 'sk live 42424242'
    const code = handler(`
      const basic = Buffer.from('user:' + settings.apiKey).toString('base64')
      await fetch('BASE/me', { headers: { Authorization: 'Basic ' + basic } })`)
    const { text } = await recorded(code, { settings: { apiKey }, secrets: [apiKey] })
    expect(text).toContain('Basic ')
    expect(text).not.toContain(Buffer.from(`user:${apiKey}`).toString('base64').slice(8, 24))
  })

  it('holds no credential that an answer brings or repeats', async () => {
    const code = handler(`
      const cookies = (await fetch('BASE/cookies')).headers.raw()['set-cookie']
      const basic = Buffer.from('user:' + settings.apiKey).toString('base64')
      const { headers } = await (await fetch('BASE/echo', { headers: { Authorization: 'Basic ' + basic } })).json()
      const other = await (await fetch('BASE/echo', { method: 'POST', body: 'x' + basic })).json()
      console.log(cookies, headers.authorization === 'Basic ' + basic, other.body.length)`)
    const settings = { apiKey: 'SECRET-of-the-account' }
    const { text, result, missing } = await recorded(code, { settings, secrets: [settings.apiKey] })
    expect(missing).toEqual([])
    expect(texts(result)[0]).toContain(
      "[ 'session=abcdef; Path=/', 'b=2', 'gone=; Max-Age=0' ] true",
    )
    const basic = Buffer.from(`user:${settings.apiKey}`).toString('base64')
    for (const hidden of ['abcdef', basic, basic.slice(10, -4)]) {
      expect(text).not.toContain(hidden)
    }
    expect(texts(await replayed(code, text, { settings }))[0]).toContain(
      "[ 'session=hidden; Path=/', 'b=hidden', 'gone=; Max-Age=0' ] false",
    )
  })

  it.each([
    ['plain-key', 'other "key"\n'],
    ['other "key"', 'plain-key'],
    ['a&b=c', 'plain-key'],
    ['plain-key', 'a&b=ü'],
  ])('serves %j where it was recorded with %j, in JSON and in forms', async (replaying, known) => {
    for (const body of ['JSON.stringify(settings)', 'new URLSearchParams(settings).toString()']) {
      const code = handler(`
        console.log((await fetch('BASE/post', { method: 'POST', body: ${body} })).status)`)
      const [before, after] = [{ apiKey: known }, { apiKey: replaying }]
      const { text } = await recorded(code, { settings: before, secrets: [known] })
      const again = await replayed(code, text, { settings: after })
      expect([again.error, texts(again)]).toEqual([null, ['200']])
    }
  })

  it('does not hold what is too large, what got no answer and what was refused', async () => {
    const { missing, result, text } = await recorded(
      handler(`
        await (await fetch('BASE/huge')).text()
        await fetch('BASE/hang', { timeout: 20 }).catch(() => {})
        fetch('BASE/hang?2')
        await (await fetch('BASE/one')).text()`),
    )
    expect(missing).toEqual([
      `The cassette does not hold GET ${server.base}/huge: its body is too large.`,
      `The cassette does not hold GET ${server.base}/hang: the function ended it before its answer came.`,
      `The cassette does not hold GET ${server.base}/hang?2: the run ended before its answer came.`,
    ])
    expect(result.notices).toEqual(expect.arrayContaining([...missing]))
    expect(parseCassette(text, '').calls).toHaveLength(1)
  })

  it('holds answers whose bodies nobody read', async () => {
    const code = handler(`console.log((await fetch('BASE/one')).status)`)
    const { text, missing } = await recorded(code)
    expect(missing).toEqual([])
    expect(texts(await replayed(code, text))).toEqual(['200'])
  })

  it('that cannot be kept takes nothing from the result of its run', async () => {
    const result = await run(handler(`console.log((await fetch('BASE/one')).status)`), {
      network: {
        record: () => {
          throw new Error('no room')
        },
      },
    })
    expect(result.status).toBe('ok')
    expect(texts(result)).toEqual(['200'])
    expect(result.notices).toEqual([
      'The calls of this run were not recorded. Something went wrong inside Hookbench: no room',
    ])
  })

  it('can be written by hand', async () => {
    const text = JSON.stringify({
      version: 1,
      note: 'made up',
      calls: [
        {
          method: 'GET',
          url: 'https://api.example/{{settings.id}}',
          bodySha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
          status: 404,
          body: { text: '{"nothing":"{{settings.id}}"}' },
        },
      ],
    })
    const result = await replayed(
      handler(
        `const r = await fetch('https://api.example/' + settings.id); console.log(r.status, r.statusText, await r.text())`,
      ),
      text,
      { settings: { id: 'u7' } },
    )
    expect(texts(result)).toEqual(['404 Not Found {"nothing":"u7"}'])
  })

  it.each([
    ['{', 'c.json:1:2: this is not valid JSON'],
    ['{"version":2,"calls":[]}', 'c.json: /version'],
    ['{"version":1,"calls":[{"method":"GET"}]}', 'c.json: /calls/0/url'],
    [
      '{"version":1,"calls":[{"method":"GET","url":"x","bodySha256":"no","status":200}]}',
      'must be a SHA-256',
    ],
  ])('that is not right is refused with its place: %s', (text, message) => {
    expect(() => parseCassette(text, 'c.json')).toThrow(message)
  })

  it('takes over what is recorded anew and keeps the rest', async () => {
    const [one, two] = [
      await recorded(handler(`await (await fetch('BASE/count')).text(); await fetch('BASE/one')`)),
      await recorded(handler(`await (await fetch('BASE/count')).text()`)),
    ]
    const merged = mergeCassettes(parseCassette(one.text, ''), parseCassette(two.text, ''))
    expect(merged.calls.map(({ url }) => url.replace(server.base, ''))).toEqual(['/one', '/count'])
    expect(merged.calls[1]?.body).toEqual(parseCassette(two.text, '').calls[0]?.body)
  })
})
