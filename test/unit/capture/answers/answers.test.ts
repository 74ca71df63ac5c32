/** What senders really get, through the listener. */
import { createHmac } from 'node:crypto'
import http from 'node:http'
import { describe, expect, it } from 'vitest'
import { startCapturing, textSetting } from '../../../support/core-client.ts'

const CONFIG = {
  status: 418,
  headers: [
    ['Set-Cookie', 'a=1'],
    ['Set-Cookie', 'b=2'],
    ['Content-Length', '999'],
  ] as [string, string][],
  body: 'Zoë',
  delayMs: 0,
  handshakes: true,
}

function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
}

describe('the answer of a source', () => {
  it('is the default, then its own, then the default again', async () => {
    const { api, source, url, seen } = await startCapturing()
    const sourceId = source.id
    expect(await (await post(url, '{}')).text()).toBe('{"success":true}')
    expect(await api['answers.get']({ sourceId })).toMatchObject({ isDefault: true })

    const own = await api['answers.set']({ sourceId, config: CONFIG })
    expect(own).toMatchObject({ isDefault: false, config: { status: 418 } })
    const answer = await post(url, '{}')
    expect(answer.status).toBe(418)
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(answer.headers.get('content-length')).toBe('4')
    expect(await answer.text()).toBe('Zoë')

    await api['answers.set']({ sourceId, config: null })
    expect((await post(url, '{}')).status).toBe(200)
    expect(await api['events.list']({ sourceId })).toHaveLength(3)
    expect(seen('answers.changed')).toEqual([{ sourceId }, { sourceId }])
  })

  it('waits as long as it was told to, with the event on disk meanwhile', async () => {
    const { api, source, url, seen } = await startCapturing()
    const config = { ...CONFIG, status: 200, delayMs: 400 }
    await api['answers.set']({ sourceId: source.id, config })
    const started = performance.now()
    let isAnswered = false
    const answered = post(url, '{}').then(() => (isAnswered = true))
    await expect.poll(() => seen('events.added'), { interval: 1 }).toHaveLength(1)
    expect(isAnswered).toBe(false)
    await answered
    expect(performance.now() - started).toBeGreaterThanOrEqual(395)
  })

  it.each([0, 1])(
    'with headers that contradict it is sent without them (%i ms)',
    async (delayMs) => {
      const { api, source, url } = await startCapturing()
      const headers: [string, string][] = [
        ['Trailer', 'X-Later'],
        ['Upgrade', 'websocket'],
        ['X-Kept', 'yes'],
      ]
      const config = { ...CONFIG, status: 200, headers, delayMs }
      await api['answers.set']({ sourceId: source.id, config })
      const answer = await post(url, '{}')
      expect([answer.status, answer.headers.get('x-kept')]).toEqual([200, 'yes'])
      expect([answer.headers.get('trailer'), answer.headers.get('upgrade')]).toEqual([null, null])
    },
  )

  it('without a body has none', async () => {
    const { api, source, url } = await startCapturing()
    await api['answers.set']({ sourceId: source.id, config: { ...CONFIG, status: 204 } })
    const answer = await post(url, '{}')
    expect(answer.status).toBe(204)
    expect(answer.headers.get('content-length')).toBeNull()
  })

  it('of status 205 states that it has none', async () => {
    const { api, source, url } = await startCapturing()
    await api['answers.set']({ sourceId: source.id, config: { ...CONFIG, status: 205 } })
    const answer = await post(url, '{}')
    expect([answer.status, answer.headers.get('content-length')]).toEqual([205, '0'])
    expect(await answer.text()).toBe('')
  })

  it.each([
    { ...CONFIG, headers: [['X-A', 'a\r\nX-B: b']] as [string, string][] },
    { ...CONFIG, headers: [['X A', 'a']] as [string, string][] },
    { ...CONFIG, delayMs: 31_000 },
    { ...CONFIG, status: 101 },
  ])('is refused when it cannot be sent (%#)', async (config) => {
    const { api, source } = await startCapturing()
    await expect(api['answers.set']({ sourceId: source.id, config })).rejects.toMatchObject({
      code: 'invalid_params',
    })
  })
})

describe('address checks', () => {
  it('by POST are answered, stored and told', async () => {
    const { api, source, url, seen } = await startCapturing()
    await api['answers.set']({ sourceId: source.id, config: CONFIG })
    const answer = await post(url, '{"type":"url_verification","challenge":"abc"}')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('abc')
    expect(seen('handshake.seen')).toMatchObject([{ kind: 'slack', answered: true }])
    const [event] = await api['events.list']({ sourceId: source.id })
    expect(await api['answers.handshake']({ eventId: event?.id ?? '' })).toMatchObject({
      kind: 'slack',
      needsSecret: false,
      answer: { status: 200, body: 'abc' },
    })
  })

  it('by GET, HEAD and OPTIONS are answered and not stored', async () => {
    const { api, source, url } = await startCapturing()
    const meta = await fetch(`${url}&hub.mode=subscribe&hub.challenge=42&hub.verify_token=x`)
    expect([meta.status, await meta.text()]).toEqual([200, '42'])
    expect(meta.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200)
    const options = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const headers = { 'WebHook-Request-Origin': 'cloud.example' }
      http.request(url, { method: 'OPTIONS', headers }, resolve).on('error', reject).end()
    })
    options.resume()
    expect(options.headers['webhook-allowed-origin']).toBe('cloud.example')
    expect(await api['events.list']({ sourceId: source.id })).toEqual([])
  })

  it('leave every other GET where it was', async () => {
    const { api, source, url } = await startCapturing()
    const check = '&challenge=1'
    expect((await fetch(url)).status).toBe(405)
    expect((await fetch(url + check, { method: 'DELETE', body: 'x' })).status).toBe(405)
    const withBody = await new Promise<http.IncomingMessage>((resolve, reject) => {
      http
        .request(url + check, { headers: { 'Content-Length': 6 } }, resolve)
        .on('error', reject)
        .end('a body')
    })
    expect(withBody.resume().statusCode).toBe(405)
    expect((await fetch(url.replace(/b=.*/, `b=wrong${check}`))).status).toBe(405)
    await api['answers.set']({ sourceId: source.id, config: { ...CONFIG, handshakes: false } })
    expect((await fetch(url + check)).status).toBe(405)
    await api['answers.set']({ sourceId: source.id, config: null })
    expect((await fetch(url + check)).status).toBe(200)
  })

  it('that need the secret are offered until there is one', async () => {
    const { api, source, url, seen } = await startCapturing()
    const sourceId = source.id
    const body = '{"event":"endpoint.url_validation","payload":{"plainToken":"p"}}'
    expect(await (await post(url, body)).text()).toBe('{"success":true}')
    expect(seen('handshake.seen')).toMatchObject([{ kind: 'zoom', answered: false }])
    const [event] = await api['events.list']({ sourceId })
    const eventId = event?.id ?? ''
    expect(await api['answers.handshake']({ eventId })).toMatchObject({
      needsSecret: true,
      answer: null,
    })

    await api['settings.save']({ sourceId, settings: [textSetting('zoomToken', 'tok')] })
    await api['signatures.setSetting']({ sourceId, settingName: 'zoomToken' })
    expect(await (await post(url, body)).json()).toEqual({
      plainToken: 'p',
      encryptedToken: createHmac('sha256', 'tok').update('p').digest('hex'),
    })
  })
})

describe('signatures of captured events', () => {
  const signature = `sha256=${createHmac('sha256', 'top secret').update('{"a":1}').digest('hex')}`
  const headers = { 'X-GitHub-Event': 'push', 'X-Hub-Signature-256': signature }

  it('are checked with the setting, or with a secret that is tried', async () => {
    const { api, source, url } = await startCapturing()
    const sourceId = source.id
    await post(url, '{"a":1}', headers)
    const [event] = await api['events.list']({ sourceId })
    const eventId = event?.id ?? ''
    expect(await api['signatures.check']({ eventId })).toMatchObject({
      provider: 'github',
      result: 'wrong-secret-or-bytes',
      settingName: null,
      explanation: expect.stringContaining('choose the setting'),
    })
    expect(await api['signatures.check']({ eventId, secret: 'top secret' })).toMatchObject({
      result: 'valid',
      settingName: null,
      canSign: true,
      hasTimestamp: false,
    })

    const settings = [textSetting('apiUrl', 'x', false), textSetting('webhookSecret', 'top secret')]
    await api['settings.save']({ sourceId, settings })
    // The one encrypted setting that is named like a signing secret needs no choosing.
    expect(await api['signatures.check']({ eventId })).toMatchObject({
      result: 'valid',
      settingName: 'webhookSecret',
    })
    expect(await api['answers.get']({ sourceId })).toMatchObject({
      signingSetting: null,
      candidates: ['webhookSecret', 'apiUrl'],
    })
    await api['signatures.setSetting']({ sourceId, settingName: 'apiUrl' })
    expect(await api['signatures.check']({ eventId })).toMatchObject({
      result: 'wrong-secret-or-bytes',
      cause: 'unknown',
      settingName: 'apiUrl',
    })
    await expect(
      api['signatures.setSetting']({ sourceId, settingName: 'nothing' }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('of an unknown sender are null, unless one is named', async () => {
    const { api, source, url } = await startCapturing()
    await post(url, '{}')
    const [event] = await api['events.list']({ sourceId: source.id })
    const eventId = event?.id ?? ''
    expect(await api['signatures.check']({ eventId })).toBeNull()
    expect(await api['signatures.check']({ eventId, provider: 'stripe' })).toMatchObject({
      result: 'missing',
    })
    const providers = await api['signatures.providers']({})
    expect(providers.length).toBeGreaterThan(60)
  })
})
