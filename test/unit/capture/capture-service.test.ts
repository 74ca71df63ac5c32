import net from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createLeasesRepo } from '#main/store/leases-repo'
import type { CaptureStatus } from '#preload/model'
import { FORMS, post, SHOP, startCapture } from './capture-harness.ts'

function seconds({ windows: [window] }: CaptureStatus): number | undefined {
  return window && Math.round((Date.parse(window.endsAt) - Date.parse(window.openedAt)) / 1000)
}

test('before a window was opened nothing listens', async () => {
  const { capture } = await startCapture({ open: [] })
  expect(capture.status()).toMatchObject({
    localUrl: null,
    windows: [],
    tunnel: { provider: 'none', state: 'idle', publicUrl: null },
  })
})

test('the addresses of the next window are known before it is open', async () => {
  const preferences = {
    capturePort: 8377,
    tunnelProvider: 'url',
    ownPublicUrl: 'https://own.example/',
  } as const
  const { capture, preferences: now } = await startCapture({ open: [], preferences })
  expect(capture.status().next).toEqual({
    localUrl: 'http://127.0.0.1:8377',
    publicUrl: 'https://own.example',
  })
  Object.assign(now, { capturePort: 0, ownPublicUrl: 'no address' })
  expect(capture.status().next).toEqual({ localUrl: null, publicUrl: null })
})

test('a relay’s last address is expected again, but not without consent', async () => {
  const { capture, preferences } = await startCapture({
    open: [],
    preferences: { tunnelProvider: 'localtunnel', relayUrl: 'http://relay.example' },
    tunnel: {
      memory: new Map([['http://relay.example', { publicUrl: 'https://abc.relay.example' }]]),
    },
  })
  expect(capture.status().next.publicUrl).toBeNull()
  Object.assign(preferences, { tunnelConsent: ['localtunnel'] })
  expect(capture.status().next.publicUrl).toBe('https://abc.relay.example')
  Object.assign(preferences, { relayUrl: 'http://other.example' })
  expect(capture.status().next.publicUrl).toBeNull()
})

test('a window lasts five minutes, is extended, opened anew and closed', async () => {
  const { capture, port, waitFor } = await startCapture()
  expect(seconds(capture.status())).toBe(300)
  expect(seconds(await capture.extend(SHOP.id, 60))).toBe(360)
  await post(port, '{}')
  await waitFor('capture.changed', ({ windows }) => windows[0]?.captured === 1)
  const again = await capture.open(SHOP.id, { seconds: 20 })
  expect(seconds(again)).toBe(20)
  expect(again.windows[0]?.captured).toBe(0)
  expect((await capture.close(SHOP.id)).windows).toEqual([])
  expect((await capture.close(SHOP.id)).windows).toEqual([])
  await expect(capture.extend(SHOP.id, 60)).rejects.toMatchObject({ code: 'conflict' })
  // The listener stays and says that nothing is captured.
  expect((await post(port, '{}')).status).toBe(404)
})

test('a window closes by itself', async () => {
  const { capture, waitFor } = await startCapture({ open: [] })
  await capture.open(SHOP.id, { seconds: 1 })
  await capture.open(FORMS.id, { seconds: 60 })
  await waitFor(
    'capture.changed',
    ({ windows }) => windows.length === 1 && windows[0]?.sourceId === FORMS.id,
  )
  expect(capture.status().windows).toHaveLength(1)
})

test('a window for the next event closes after it, and takes no other meanwhile', async () => {
  const { capture, port, events, waitFor } = await startCapture({ open: [] })
  await capture.open(FORMS.id)
  const { windows, localUrl } = await capture.open(SHOP.id, { count: 1 })
  expect(port).toBe(0)
  expect(windows.find(({ sourceId }) => sourceId === SHOP.id)).toMatchObject({ remaining: 1 })
  const at = Number(new URL(localUrl ?? '').port)
  const answers = await Promise.all(Array.from({ length: 5 }, () => post(at, '{}')))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    200, 404, 404, 404, 404,
  ])
  expect(events.list(SHOP.id)).toHaveLength(1)
  expect(capture.status().windows).toMatchObject([{ sourceId: FORMS.id, remaining: null }])
  // Opened anew it counts anew.
  expect((await capture.open(SHOP.id, { count: 2 })).windows[1]).toMatchObject({ remaining: 2 })
  expect((await post(at, '{}')).status).toBe(200)
  await waitFor('capture.changed', (status) => status.windows[1]?.remaining === 1)
})

test('events are announced as they are added and as they give way', async () => {
  const { capture, events, port, published } = await startCapture()
  for (let index = 0; index < 11; index++) {
    await post(port, JSON.stringify({ type: `event ${index}` }))
  }
  capture.settle()
  const added = published.flatMap(({ event, data }) =>
    event === 'events.added' && 'event' in data ? [data.event] : [],
  )
  expect(added.map(({ title, number }) => [title, number])).toEqual(
    Array.from({ length: 11 }, (_, index) => [`event ${index}`, index + 1]),
  )
  const removed = published.filter(({ event }) => event === 'events.removed')
  expect(removed).toEqual([
    { event: 'events.removed', data: { sourceId: SHOP.id, eventIds: [added[0]?.id] } },
  ])
  expect(events.list(SHOP.id).map(({ number }) => number)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
})

test('events are read, deleted and cleared; what is gone is not found', async () => {
  const { capture, port, published, newest, events } = await startCapture()
  await post(port, '{"n":1}')
  await post(port, '{"n":2}')
  const { id } = newest()
  expect(Buffer.from(events.getRequest(id).body).toString()).toBe('{"n":2}')
  events.delete(id)
  expect(() => events.get(id)).toThrow(expect.objectContaining({ code: 'not_found' }))
  expect(() => events.delete(id)).toThrow(expect.objectContaining({ code: 'not_found' }))
  const rest = newest().id
  events.clear(SHOP.id)
  expect(events.list(SHOP.id)).toEqual([])
  const removed = published.filter(({ event }) => event === 'events.removed')
  expect(removed.map(({ data }) => data)).toEqual([
    { sourceId: SHOP.id, eventIds: [id] },
    { sourceId: SHOP.id, eventIds: [rest] },
  ])
  expect(() => events.list('src_none')).toThrow(expect.objectContaining({ code: 'not_found' }))
  await expect(capture.open('src_none')).rejects.toMatchObject({ code: 'not_found' })
})

test('a deleted source captures no longer', async () => {
  const { capture } = await startCapture({ open: [SHOP, FORMS] })
  await capture.forgetSource(SHOP.id)
  expect(capture.status().windows.map(({ sourceId }) => sourceId)).toEqual([FORMS.id])
})

test('captured events survive the end of the application', async () => {
  const first = await startCapture()
  await post(first.port, '{"type":"kept"}')
  await first.capture.dispose()
  const second = await startCapture({ dataDir: first.dataDir })
  expect(second.newest()).toMatchObject({ title: 'kept', number: 1 })
})

test('a taken port is said, and another one used', async () => {
  const other = net.createServer()
  await new Promise<void>((resolve) => other.listen(0, '::1', resolve))
  onTestFinished(() => void other.close())
  const taken = (other.address() as net.AddressInfo).port
  const log = vi.fn<(level: string, message: string) => void>()
  const { capture, port } = await startCapture({
    preferences: { capturePort: taken },
    logger: { log },
  })
  expect(port).not.toBe(taken)
  expect((await post(port, '{}')).status).toBe(200)
  const sentence = `Port ${taken} is taken by another program; listening on port ${port} instead.`
  expect(capture.status().tunnel.message).toContain(sentence)
  expect(log).toHaveBeenCalledWith('warn', sentence)
})

test('a taken port is known before a window opens, and tried again at the next one', async () => {
  const other = net.createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const taken = (other.address() as net.AddressInfo).port
  const preferences = { capturePort: taken }
  const { capture } = await startCapture({ open: [], preferences })
  const busyPort = { port: taken, reason: 'taken' }
  expect(await capture.look()).toMatchObject({ busyPort, next: { localUrl: null } })
  const away = await capture.open(SHOP.id)
  expect(away).toMatchObject({ busyPort })
  await capture.close(SHOP.id)
  // Still taken: the address that was said before stays.
  expect(await capture.open(SHOP.id)).toMatchObject({ busyPort, localUrl: away.localUrl })
  await capture.close(SHOP.id)
  await new Promise<void>((resolve) => other.close(() => resolve()))
  expect(await capture.open(SHOP.id)).toMatchObject({
    busyPort: null,
    localUrl: `http://127.0.0.1:${taken}`,
  })
})

test('both loopback addresses lead here', async () => {
  const { port } = await startCapture()
  const response = await fetch(`http://[::1]:${port}/?b=${SHOP.token}`, { method: 'POST' })
  expect(response.status).toBe(200)
})

test('one process captures at a time, and the other is told which', async () => {
  const first = await startCapture({ holder: 'the desktop app' })
  const second = await startCapture({ dataDir: first.dataDir, open: [] })
  await expect(second.capture.open(SHOP.id)).rejects.toMatchObject({
    code: 'capture_owned',
    message: expect.stringContaining('the desktop app'),
  })
  await first.capture.dispose()
  expect((await second.capture.open(SHOP.id)).windows).toHaveLength(1)
})

test('a process whose windows are closed keeps nobody from capturing', async () => {
  const first = await startCapture()
  const second = await startCapture({ dataDir: first.dataDir, open: [] })
  await first.capture.close(SHOP.id)
  expect((await second.capture.open(SHOP.id)).windows).toHaveLength(1)
  await expect(first.capture.open(SHOP.id)).rejects.toMatchObject({ code: 'capture_owned' })
  await second.capture.close(SHOP.id)
  expect((await first.capture.open(SHOP.id)).windows).toHaveLength(1)
})

test('what was acknowledged is announced before it is said that the window is closed', async () => {
  const { capture, port, published } = await startCapture({
    preferences: { tunnelProvider: 'localtunnel', tunnelConsent: ['localtunnel'] },
  })
  // The second waits for its turn in the database.
  await post(port, '1')
  await post(port, '2')
  await capture.close(SHOP.id)
  const said = published.flatMap(({ event, data }) => {
    const isClosed = event === 'capture.changed' && (data as CaptureStatus).windows.length === 0
    return isClosed || event === 'events.added' ? [event] : []
  })
  expect(said.slice(0, 3)).toEqual(['events.added', 'events.added', 'capture.changed'])
})

test('it ends also where a newer version has changed the database', async () => {
  const { capture, database, port } = await startCapture()
  await post(port, '{}')
  database.exec('ALTER TABLE leases RENAME TO newer')
  await expect(capture.dispose()).resolves.toBeUndefined()
})

test('who ends it a second time waits for the first', async () => {
  const { capture, database } = await startCapture()
  void capture.dispose()
  await capture.dispose()
  expect(createLeasesRepo(database).holderOf('capture')).toBeUndefined()
})

test('what is asked for at once happens in its order', async () => {
  const { capture } = await startCapture({ open: [] })
  await Promise.all([capture.open(SHOP.id), capture.close(SHOP.id)])
  expect(capture.status().windows).toEqual([])
  await Promise.all([capture.open(SHOP.id), capture.close(SHOP.id), capture.open(SHOP.id)])
  expect(capture.status().windows).toHaveLength(1)
  await Promise.all([
    expect(capture.open('src_gone')).rejects.toMatchObject({ code: 'not_found' }),
    capture.close(SHOP.id),
  ])
  expect(capture.status().windows).toEqual([])
})

test('opening twice at the same time starts one listener', async () => {
  const { capture } = await startCapture({ open: [] })
  const [first, second] = await Promise.all([capture.open(SHOP.id), capture.open(FORMS.id)])
  expect(first?.localUrl).toBe(second?.localUrl)
  expect(capture.status().windows).toHaveLength(2)
})

test('a port that was chosen since is used by the next window', async () => {
  const { capture, preferences, port } = await startCapture()
  const free = net.createServer()
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
  const chosen = (free.address() as net.AddressInfo).port
  await new Promise((resolve) => free.close(resolve))
  Object.assign(preferences, { capturePort: chosen })
  expect((await capture.open(FORMS.id)).localUrl).toBe(`http://127.0.0.1:${port}`)
  await capture.close(SHOP.id)
  await capture.close(FORMS.id)
  expect((await capture.open(SHOP.id)).localUrl).toBe(`http://127.0.0.1:${chosen}`)
  expect((await post(chosen, '{}')).status).toBe(200)
})
