/** Capture and tunnel together, over the test relay. */
import { expect, onTestFinished, test } from 'vitest'
import { startRelay } from '../../support/relay.ts'
import { FAST, PATIENT } from '../tunnel/tunnel-harness.ts'
import { FORMS, SHOP, startCapture, type Harness } from './capture-harness.ts'

async function startBoth() {
  const relay = await startRelay()
  onTestFinished(() => relay.close())
  const harness = await startCapture({
    preferences: {
      tunnelProvider: 'localtunnel',
      tunnelConsent: ['localtunnel'],
      relayUrl: relay.url,
    },
    tunnel: { timings: FAST },
  })
  return { relay, ...harness }
}

async function listening({ capture }: Pick<Harness, 'capture'>): Promise<string> {
  await expect.poll(() => capture.status().tunnel.state, PATIENT).toBe('listening')
  return capture.status().tunnel.publicUrl ?? ''
}

test('a webhook to the public URL is captured, its bytes untouched', async () => {
  const both = await startBoth()
  const publicUrl = await listening(both)
  const bytes = Buffer.from(Uint8Array.from({ length: 1_500_000 }, (_, i) => (i * 13) % 256))
  const response = await fetch(`${publicUrl}/?b=${SHOP.token}`, {
    method: 'POST',
    body: bytes,
    headers: { 'Content-Type': 'application/octet-stream' },
  })
  expect([response.status, await response.json()]).toEqual([200, { success: true }])
  const event = both.newest()
  expect(Buffer.from(event.bodyBase64, 'base64').equals(bytes)).toBe(true)
  const view = await both.events.view(event.id)
  expect(view).toMatchObject({ viaTunnel: true, namesLowered: true })
  expect(view.headers.filter(({ origin }) => origin === 'relay').map(({ name }) => name)).toEqual([
    'x-forwarded-for',
    'x-forwarded-proto',
  ])
  // The probe is not captured, and a stranger gets through no further than at home.
  expect(both.events.list(SHOP.id)).toHaveLength(1)
  expect((await fetch(publicUrl)).status).toBe(405)
  expect((await fetch(publicUrl, { method: 'POST' })).status).toBe(401)
})

test('forty senders at once share the sockets of the tunnel', async () => {
  const both = await startBoth()
  const publicUrl = await listening(both)
  const statuses = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const response = await fetch(`${publicUrl}/?b=${SHOP.token}`, {
        method: 'POST',
        body: JSON.stringify({ index }),
      })
      return response.status
    }),
  )
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect(both.newest().number).toBe(40)
})

test('the tunnel closes with the last window', async () => {
  const both = await startBoth()
  await listening(both)
  const { tunnel } = await both.capture.close(SHOP.id)
  expect(tunnel).toMatchObject({ state: 'idle', publicUrl: null })
  await expect.poll(() => both.relay.sockets(), PATIENT).toBe(0)
})

test('an outage stops the clock of the window, says so, and gives the time back', async () => {
  const both = await startBoth()
  await listening(both)
  const end = () => Date.parse(both.capture.status().windows[0]?.endsAt ?? '')
  const before = end()
  await both.relay.die()
  await expect.poll(() => both.capture.status().tunnel.message, PATIENT).toContain('stands still')
  await expect.poll(end, PATIENT).toBeGreaterThan(before)
  await both.relay.revive()
  await listening(both)
  expect(both.capture.status().tunnel.message).not.toContain('stands still')
  expect(end()).toBeGreaterThan(before)
  expect(end()).toBeLessThan(before + 30_000)
})

test('a relay that cannot be reached does not keep the local address from working', async () => {
  const both = await startBoth()
  await both.relay.die()
  await expect
    .poll(() => both.capture.status().tunnel.state, PATIENT)
    .toBeOneOf(['offline', 'reconnecting'])
  const response = await fetch(`http://127.0.0.1:${both.port}/?b=${SHOP.token}`, { method: 'POST' })
  expect(response.status).toBe(200)
})

test('who stops at the first event still lets its sender have the answer', async () => {
  const both = await startBoth()
  const publicUrl = await listening(both)
  const ended = both.waitFor('events.added').then(() => both.capture.dispose())
  const response = await fetch(`${publicUrl}/?b=${SHOP.token}`, { method: 'POST', body: '{}' })
  expect(response.status).toBe(200)
  await ended
  await expect.poll(() => both.relay.sockets(), PATIENT).toBe(0)
})

test('closing the window lets answers through that are on their way', async () => {
  const both = await startBoth()
  const publicUrl = await listening(both)
  const ended = both.waitFor('events.added').then(() => both.capture.close(SHOP.id))
  const response = await fetch(`${publicUrl}/?b=${SHOP.token}`, { method: 'POST', body: '{}' })
  expect(response.status).toBe(200)
  await ended
})

test('nothing passes a third party before the user agreed; then it is opened and remembered', async () => {
  const relay = await startRelay()
  onTestFinished(() => relay.close())
  const harness = await startCapture({
    preferences: { tunnelProvider: 'localtunnel', relayUrl: relay.url },
    tunnel: { timings: FAST },
  })
  const { capture, port, preferences } = harness
  expect(capture.status().tunnel).toMatchObject({ state: 'idle', needsConsent: true })
  expect(capture.status().tunnel.message).toMatch(/third party, and in clear on the last leg/)
  const local = await fetch(`http://127.0.0.1:${port}/?b=${SHOP.token}`, { method: 'POST' })
  expect(local.status).toBe(200)
  expect(relay.asked).toEqual([])

  await capture.consent('localtunnel')
  await listening(harness)
  expect(capture.status().tunnel.needsConsent).toBe(false)
  expect(preferences.tunnelConsent).toEqual(['localtunnel'])
  await capture.close(SHOP.id)
  await capture.open(SHOP.id)
  await listening(harness)

  // Withdrawn while it is up: it goes at once, and the window stays open locally.
  Object.assign(preferences, { tunnelConsent: [] })
  await capture.retryTunnel()
  expect(capture.status()).toMatchObject({
    windows: [{ sourceId: SHOP.id }],
    tunnel: { state: 'idle', needsConsent: true, publicUrl: null },
  })
  await expect.poll(() => relay.sockets(), PATIENT).toBe(0)
})

test('two sources capture through one tunnel', async () => {
  const both = await startBoth()
  const publicUrl = await listening(both)
  await both.capture.open(FORMS.id)
  for (const source of [SHOP, FORMS]) {
    const response = await fetch(`${publicUrl}/${source.slug}?b=${source.token}`, {
      method: 'POST',
      body: source.slug,
    })
    expect(response.status).toBe(200)
    expect(atob(both.newest(source).bodyBase64)).toBe(source.slug)
  }
  expect(both.relay.asked).toHaveLength(1)
})

test('a 413 is told as the relay’s when our own body met it, and only then', async () => {
  const both = await startBoth()
  expect(await both.capture.checkSize(10)).toEqual({
    ok: false,
    message: expect.stringContaining('no public address that works'),
  })
  await listening(both)
  expect(await both.capture.checkSize(1_500_000)).toEqual({
    ok: true,
    message: 'A body of 1,500,000 bytes comes through.',
  })
  both.relay.maxBodyBytes = 1_000_000
  expect(await both.capture.checkSize(1_500_000)).toEqual({
    ok: false,
    message: expect.stringMatching(
      /The relay at .* answered 413: it refuses requests of this size/,
    ),
  })
  expect((await both.capture.checkSize(900_000)).ok).toBe(true)
  expect(both.events.list(SHOP.id)).toEqual([])

  both.relay.mode = 'stall'
  const stalled = both.capture.checkSize(100)
  const startedAt = performance.now()
  await both.capture.close(SHOP.id)
  expect(await stalled).toMatchObject({ ok: false })
  expect(performance.now() - startedAt).toBeLessThan(5000)
})
