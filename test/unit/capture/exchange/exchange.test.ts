/** Events and sources out of one folder and into another. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  startCapturing,
  startCoreClient,
  textSetting,
  type Capturing,
} from '../../../support/core-client.ts'

const BODY = Buffer.from([
  ...Buffer.from('{"event":"Paid","n":12345678901234567890,"x":"'),
  0xff,
  0,
  0x22,
])

function file(base64: string, name = '') {
  return { name, base64 }
}

function fileOf(text: string, name = '') {
  return file(Buffer.from(text).toString('base64'), name)
}

let world: Capturing & { eventId: string }

beforeEach(async () => {
  const capturing = await startCapturing()
  const response = await fetch(`${capturing.url}&x=1`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: 'Bearer very-secret',
      'X-A': 'b',
    },
    body: BODY,
  })
  expect(response.status).toBe(200)
  const [event] = await capturing.api['events.list']({ sourceId: capturing.source.id })
  world = { ...capturing, eventId: event?.id ?? '' }
})

describe('an event', () => {
  it.each(['curl', 'har', 'http'] as const)('as %s comes back byte for byte', async (format) => {
    const { api, eventId, source } = world
    const exported = await api['export.event']({ eventId, format, secrets: true })
    expect(exported.withheld).toEqual([])
    const sourceId = source.id
    const result = await api['import.files']({ sourceId, files: [file(exported.base64)] })
    const [added] = result.events
    const before = await api['events.get']({ eventId })
    const after = await api['events.get']({ eventId: added?.id ?? '' })
    expect(after.bodyBase64).toBe(before.bodyBase64)
    expect(after.bodySha256).toBe(before.bodySha256)
    expect([after.method, after.path, after.query]).toEqual([
      before.method,
      before.path,
      before.query,
    ])
    const own = ['host', 'content-length', 'connection']
    const plain = (headers: [string, string][]) =>
      headers.filter(([name]) => format !== 'curl' || !own.includes(name.toLowerCase()))
    expect(plain(after.rawHeaders)).toEqual(plain(before.rawHeaders))
    expect(after.title).toBe(before.title)
  })

  it.each(['curl', 'har', 'http', 'fixture'] as const)(
    'as %s keeps its secrets',
    async (format) => {
      const { api, eventId, source } = world
      const exported = await api['export.event']({ eventId, format })
      const bytes = Buffer.from(exported.base64, 'base64').toString('latin1')
      expect(bytes).not.toContain('very-secret')
      expect(bytes).not.toContain(source.token)
      // A case never holds the parameter of the token.
      const ofAddress = format === 'fixture' ? [] : ['query parameter b']
      expect(exported.withheld).toEqual(['header Authorization', ...ofAddress])
      expect(exported.fileName).toMatch(/^orders-1\.(?:sh|har|http|json)$/)
    },
  )

  it('as curl is sent by the real curl with the same bytes', async () => {
    const { api, eventId, source } = world
    const exported = await api['export.event']({ eventId, format: 'curl', secrets: true })
    const script = Buffer.from(exported.base64, 'base64').toString()
    // Not the synchronous form: the receiver is this very process.
    await promisify(execFile)('bash', ['-c', script])
    const [newest] = await api['events.list']({ sourceId: source.id })
    expect(newest?.id).not.toBe(eventId)
    const before = await api['events.get']({ eventId })
    const after = await api['events.get']({ eventId: newest?.id ?? '' })
    expect(after.bodySha256).toBe(before.bodySha256)
    expect(after.query).toBe(before.query)
    const own = ['host', 'content-length', 'connection']
    const rest = (headers: [string, string][]) =>
      headers.filter(([name]) => !own.includes(name.toLowerCase()))
    expect(rest(after.rawHeaders)).toEqual(rest(before.rawHeaders))
  })
})

it('an address with a # in it goes through the real curl and back', async () => {
  const { api, source, url } = world
  const { port } = new URL(url)
  const socket = connect(Number(port), '127.0.0.1')
  const query = `b=${source.token}&x=f#frag&e=%zz`
  socket.end(
    `POST /?${query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  )
  await once(socket.resume(), 'close')
  const [sent] = await api['events.list']({ sourceId: source.id })
  const { base64 } = await api['export.event']({
    eventId: sent?.id ?? '',
    format: 'curl',
    secrets: true,
  })
  const files = [file(base64)]
  const { events } = await api['import.files']({ sourceId: source.id, files })
  await promisify(execFile)('bash', ['-c', Buffer.from(base64, 'base64').toString()])
  const [newest] = await api['events.list']({ sourceId: source.id })
  expect([sent?.query, events[0]?.query, newest?.query]).toEqual([query, query, query])
})

describe('an import', () => {
  const har = JSON.stringify({
    log: {
      entries: Array.from({ length: 14 }, (_, index) => ({
        request: {
          method: 'POST',
          url: `https://h/${index}`,
          headers: [],
          postData: { text: `{"event":"E${index}"}` },
        },
      })),
    },
  })

  it('is shown first, with what cannot be read', async () => {
    const files = [fileOf(har, 'a.har'), fileOf('curl h -d x', 'b.sh'), fileOf('???', 'c.txt')]
    const { files: shown } = await world.api['import.preview']({ files })
    expect(shown).toMatchObject([
      { name: 'a.har', kind: 'har', requests: { length: 14 } },
      { name: 'b.sh', kind: 'curl', requests: [{ index: 0, method: 'POST', host: 'h', size: 1 }] },
      { name: 'c.txt', kind: null, error: expect.stringMatching(/neither curl.* Paste a curl/) },
    ])
  })

  it('takes what was picked, in order, and tells the others', async () => {
    const { api, source, seen } = world
    const before = seen('events.added').length
    const result = await api['import.files']({
      sourceId: source.id,
      files: [
        fileOf(har),
        fileOf('{"payload":{"body":{"event":"P"},"queryParameters":{"q":"1"}}}'),
      ],
      pick: [{ file: 0, requests: [2, 5] }],
    })
    expect(result.events.map(({ title }) => title)).toEqual(['E2', 'E5', 'P'])
    expect(result.notes).toEqual([])
    expect(
      seen('events.added')
        .slice(before)
        .map(({ event }) => event.title),
    ).toEqual(['E2', 'E5', 'P'])
  })

  it('takes no more than the ring holds, and says so', async () => {
    const { api, source } = world
    const result = await api['import.files']({ sourceId: source.id, files: [fileOf(har)] })
    expect(result.events.map(({ title }) => title).at(0)).toBe('E4')
    expect(result.events).toHaveLength(10)
    expect(result.notes).toEqual(['A source keeps 10 events: the last 10 of 14 were taken.'])
  })

  it('of events needs a source, and one unreadable file stops it', async () => {
    const { api, source } = world
    await expect(
      api['import.files']({ sourceId: null, files: [fileOf('curl h')] }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
    const files = [fileOf('curl h', 'good.sh'), fileOf('???', 'bad.txt')]
    await expect(api['import.files']({ sourceId: source.id, files })).rejects.toThrow(/^bad\.txt: /)
    expect(await api['events.list']({ sourceId: source.id })).toHaveLength(1)
  })
})

function without(value: object, ...keys: string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))
}

describe('a whole source', () => {
  async function prepare() {
    const { api, source } = world
    const sourceId = source.id
    await api['settings.save']({
      sourceId,
      settings: [textSetting('apiUrl', 'https://x', false), textSetting('apiKey', 'the-key')],
    })
    await api['target.set']({
      sourceId,
      target: {
        kind: 'segment',
        trackingUrl: 'https://t',
        objectsUrl: 'https://o',
        hasWriteKey: false,
      },
      writeKey: 'write-key',
    })
    await api['answers.set']({
      sourceId,
      config: { status: 202, headers: [], body: 'ok', delayMs: 5, handshakes: false },
    })
    return sourceId
  }

  it('keeps the secrets of its sample payload, which is as it was typed where it has none', async () => {
    const { api } = world
    const sourceId = await prepare()
    const sampleIn = async (secrets?: boolean): Promise<{ text: string; withheld: string[] }> => {
      const { base64, withheld } = await api['export.source']({ sourceId, secrets })
      const whole: unknown = JSON.parse(Buffer.from(base64, 'base64').toString())
      return {
        text: (whole as { source: { samplePayload: string } }).source.samplePayload,
        withheld,
      }
    }
    const typed = (headers: object, settings: object): string =>
      ` {"payload": {"body": {"n": 12345678901234567890}, "headers": ${JSON.stringify(headers)}}, "settings": ${JSON.stringify(settings)}}`
    const plain = typed({ 'X-A': 'b' }, { shop: 'rome' })
    await api['sources.update']({ sourceId, samplePayload: plain })
    expect((await sampleIn()).text).toBe(plain)

    const full = typed(
      { 'X-Api-Key': ['sample-secret'], 'X-A': 'b' },
      { apiKey: 'k', shop: 'rome' },
    )
    await api['sources.update']({ sourceId, samplePayload: full })
    const left = await sampleIn()
    expect(left.withheld).toEqual(
      expect.arrayContaining(['header X-Api-Key', 'setting apiKey']) as string[],
    )
    expect(left.text).toContain('12345678901234567890')
    expect(JSON.parse(left.text)).toMatchObject({
      payload: { headers: { 'X-Api-Key': ['REDACTED'], 'X-A': ['b'] } },
      settings: { shop: 'rome' },
    })
    expect(left.text).not.toContain('"apiKey"')
    expect((await sampleIn(true)).text).toBe(full)
  })

  it('moves to another folder without its secrets', async () => {
    const { api, source } = world
    const exported = await api['export.source']({ sourceId: await prepare() })
    const text = Buffer.from(exported.base64, 'base64').toString()
    for (const secret of ['the-key', 'write-key', 'very-secret', source.token]) {
      expect(text).not.toContain(secret)
    }
    expect(exported.withheld).toEqual([
      'header Authorization',
      'query parameter b',
      'setting apiKey',
      'write key of the push target',
    ])

    const other = startCoreClient()
    const files = [file(exported.base64, exported.fileName)]
    const { files: shown } = await other.api['import.preview']({ files })
    expect(shown).toMatchObject([{ kind: 'source', sourceName: 'Orders', requests: { length: 1 } }])
    const result = await other.api['import.files']({ sourceId: null, files })
    expect(result).toMatchObject({
      sources: [{ slug: 'orders' }],
      notes: ['Enter these secrets anew: apiKey.'],
    })
    const sourceId = result.sources[0]?.sourceId ?? ''
    const moved = await other.api['sources.get']({ sourceId })
    const old = await api['sources.get']({ sourceId: source.id })
    expect(moved).toMatchObject({ name: old.name, code: old.code, profile: old.profile })
    expect(moved.token).not.toBe(old.token)
    expect(moved.target).toEqual({ ...old.target, hasWriteKey: false })
    expect(moved.settings.map(({ name, value, hasValue }) => [name, value, hasValue])).toEqual([
      ['apiUrl', 'https://x', true],
      ['apiKey', null, false],
    ])
    expect(await other.api['answers.get']({ sourceId })).toMatchObject({
      isDefault: false,
      config: { status: 202, delayMs: 5, handshakes: false },
    })
    const [event] = await other.api['events.list']({ sourceId })
    const body = await other.api['events.get']({ eventId: event?.id ?? '' })
    expect(body.bodyBase64).toBe(BODY.toString('base64'))
  })

  it('takes its secrets along when asked, but never the write key', async () => {
    const exported = await world.api['export.source']({ sourceId: await prepare(), secrets: true })
    const text = Buffer.from(exported.base64, 'base64').toString()
    expect(text).toContain('the-key')
    expect(text).toContain('very-secret')
    expect(text).not.toContain('write-key')
    // Beside the original: another slug.
    const files = [file(exported.base64)]
    const result = await world.api['import.files']({ sourceId: null, files })
    expect(result.notes).toEqual([expect.stringMatching(/slug "orders" is taken/)])
    const sourceId = result.sources[0]?.sourceId ?? ''
    expect(await world.api['settings.reveal']({ sourceId, name: 'apiKey' })).toEqual({
      value: 'the-key',
    })
  })

  it('keeps what it may be sent and may reach, its signing secret, its pins and its notes', async () => {
    const { api, source, eventId } = world
    const sourceId = await prepare()
    const methods = ['POST', 'GET', 'PUT'] as const
    await api['sources.update']({ sourceId, methods: [...methods], networkPolicy: 'none' })
    await api['signatures.setSetting']({ sourceId, settingName: 'apiKey' })
    await api['events.setPinned']({ eventId, pinned: true })
    await api['events.setNote']({ eventId, note: 'keep me' })
    const exported = await api['export.source']({ sourceId: source.id })
    const other = startCoreClient()
    const take = (base64: string) =>
      other.api['import.files']({ sourceId: null, files: [file(base64)] })
    const { sources, events } = await take(exported.base64)
    const moved = sources[0]?.sourceId ?? ''
    expect(await other.api['sources.get']({ sourceId: moved })).toMatchObject({
      methods,
      networkPolicy: 'none',
    })
    expect(await other.api['answers.get']({ sourceId: moved })).toMatchObject({
      signingSetting: 'apiKey',
    })
    expect(events).toMatchObject([{ pinned: true, note: 'keep me' }])
    expect(await other.api['events.list']({ sourceId: moved })).toEqual(events)

    // Files of before had none of it.
    const value = JSON.parse(Buffer.from(exported.base64, 'base64').toString()) as {
      source: object
      events: object[]
    }
    const old = JSON.stringify({
      ...value,
      source: without(value.source, 'methods', 'networkPolicy', 'signingSetting'),
      events: value.events.map((event) => without(event, 'pinned', 'note')),
    })
    const again = await take(Buffer.from(old).toString('base64'))
    expect(again.events).toMatchObject([{ pinned: false, note: '' }])
    const oldId = again.sources[0]?.sourceId ?? ''
    expect(await other.api['sources.get']({ sourceId: oldId })).toMatchObject({
      methods: ['POST'],
      networkPolicy: 'allow',
    })
  })

  it('comes back when its ring is full of the largest bodies, and is not written when larger', async () => {
    const { api, source, url } = world
    const sourceId = source.id
    for (let index = 0; index < 10; index += 1) {
      const response = await fetch(url, { method: 'POST', body: randomBytes(2 * 1024 * 1024) })
      expect(response.status).toBe(200)
    }
    const { base64 } = await api['export.source']({ sourceId })
    const { events } = await startCoreClient().api['import.files']({
      sourceId: null,
      files: [file(base64)],
    })
    expect(events.map(({ size }) => size)).toEqual(Array(10).fill(2 * 1024 * 1024))

    const large = fileOf(`curl h -d ${'x'.repeat(19 * 1024 * 1024)}`)
    await api['import.files']({ sourceId, files: [large, large] })
    await expect(api['export.source']({ sourceId })).rejects.toThrow(/too large for a file/)
    const files = [large, large, large]
    await expect(api['import.files']({ sourceId, files })).rejects.toThrow(
      'An import takes at most 48 MB.',
    )
  }, 60_000)

  it('has a name that turns no text around it', async () => {
    const exported = await world.api['export.source']({ sourceId: await prepare() })
    const text = Buffer.from(exported.base64, 'base64').toString()
    const files = [fileOf(text.replace('"name": "Orders"', '"name": "a\\u202eb"'))]
    const other = startCoreClient()
    const { sources } = await other.api['import.files']({ sourceId: null, files })
    const sourceId = sources[0]?.sourceId ?? ''
    expect((await other.api['sources.get']({ sourceId })).name).toBe('a\ufffdb')
  })

  it('is there whole or not at all', async () => {
    const exported = await world.api['export.source']({ sourceId: await prepare() })
    const text = Buffer.from(exported.base64, 'base64').toString()
    const twice = text.replace('"name": "apiKey"', '"name": "apiUrl"')
    const other = startCoreClient()
    const before = await other.api['sources.list']({})
    const files = [fileOf(text), fileOf(twice)]
    await expect(other.api['import.files']({ sourceId: null, files })).rejects.toThrow(/apiUrl/)
    expect(await other.api['sources.list']({})).toEqual(before)
    // A slug that no address can have would spoil every list of sources.
    const wrong = [fileOf(text.replace('"slug": "orders"', '"slug": "No Slug!"'))]
    await expect(other.api['import.files']({ sourceId: null, files: wrong })).rejects.toThrow(
      /damaged/,
    )
    expect(await other.api['sources.list']({})).toEqual(before)
  })

  it('that is damaged or newer is refused with the reason', async () => {
    const read = (value: unknown) =>
      world.api['import.files']({ sourceId: null, files: [fileOf(JSON.stringify(value))] })
    await expect(read({ hookbench: { kind: 'source', version: 1 } })).rejects.toThrow(/damaged/)
    await expect(read({ hookbench: { kind: 'source', version: 9 } })).rejects.toThrow(/newer/)
  })
})
