import { expect, test } from 'vitest'
import { startRelay } from '../../support/relay.ts'
import { PATIENT, startTunnel } from './tunnel-harness.ts'

test('it listens only after its own probe came back through the public URL', async () => {
  const { tunnel, relay, states, open, when } = await startTunnel()
  expect(tunnel.status()).toMatchObject({ state: 'idle', publicUrl: null, provider: 'none' })
  open()
  const status = await when('listening')
  expect(states).toEqual(['connecting', 'verifying', 'listening'])
  expect(status.publicUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(status.provider).toBe('localtunnel')
  expect(status.timeline.map(({ state }) => state)).toEqual(states)
  for (const { at, message } of status.timeline) {
    expect(Date.parse(at)).toBeGreaterThan(0)
    expect(message).toMatch(/^[^]+\.$/)
  }
  const probe = relay.requests[0]
  expect(probe?.headers['bypass-tunnel-reminder']).toBeDefined()
  expect(probe?.headers['user-agent']).not.toMatch(/Mozilla|Chrome|Safari/)
})

test('webhooks come through, binary bodies intact', async () => {
  const { local, open, when } = await startTunnel()
  open()
  const { publicUrl } = await when('listening')
  const bytes = Buffer.from(Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7) % 256))
  const answers = await Promise.all(
    Array.from({ length: 30 }, () =>
      fetch(`${publicUrl}/hook?x=1`, { method: 'POST', body: bytes }).then((answer) =>
        answer.arrayBuffer(),
      ),
    ),
  )
  expect(answers.every((answer) => Buffer.from(answer).equals(bytes))).toBe(true)
  expect(local.received).toHaveLength(30)
  expect(local.received[0]?.rawHeaders.join()).not.toContain('localtunnel')
})

test('names under .localhost are reached, whatever the resolver of the system knows', async () => {
  const relay = await startRelay({ publicBy: 'host' })
  const { tunnel, open, when } = await startTunnel()
  open({ relayUrl: relay.url })
  const { publicUrl } = await when('listening')
  expect(publicUrl).toBe(`http://tunnel-1.localhost:${relay.port}`)
  await tunnel.close()
  await relay.close()
})

test('closing lets go of everything and opening again asks for the same name', async () => {
  const { tunnel, relay, open, when } = await startTunnel()
  open()
  const first = await when('listening')
  open()
  expect(relay.asked).toEqual([undefined])
  await tunnel.close()
  expect(tunnel.status()).toMatchObject({ state: 'idle', publicUrl: null })
  open()
  const second = await when('listening')
  expect(second.publicUrl).toBe(first.publicUrl)
  expect(relay.asked).toEqual([undefined, 'tunnel-1'])
})

test('another name after opening again is said, too', async () => {
  const { tunnel, relay, open, when } = await startTunnel()
  open()
  const first = await when('listening')
  await tunnel.close()
  relay.renameNext('other', 2)
  open()
  const second = await when('listening')
  expect(second.publicUrl).not.toBe(first.publicUrl)
  expect(second.message).toContain(`it was ${first.publicUrl}`)
})

test('closing at any moment ends the attempt; nothing comes after', async () => {
  const { tunnel, relay, states, open, when } = await startTunnel({ connectMs: 5000 })
  relay.mode = 'stall'
  open()
  await when('connecting')
  await tunnel.close()
  relay.mode = 'normal'
  open()
  await when('verifying')
  await tunnel.close()
  expect(tunnel.status().state).toBe('idle')
  expect(states.at(-1)).toBe('idle')
})

test('without a tunnel the state is idle, with a sentence', async () => {
  const { tunnel, open } = await startTunnel()
  open({ provider: 'none' })
  expect(tunnel.status()).toMatchObject({ provider: 'none', state: 'idle', publicUrl: null })
  expect(tunnel.status().message).toMatch(/only programs on this machine/)
})

test('an own public URL is checked by the same probe, and a failing one is degraded', async () => {
  const { tunnel, local, relay, open, when } = await startTunnel()
  const ownPublicUrl = `http://127.0.0.1:${local.port}/`
  open({ provider: 'url', ownPublicUrl })
  expect(await when('listening')).toMatchObject({
    provider: 'url',
    publicUrl: `http://127.0.0.1:${local.port}`,
  })
  local.answersProbe = false
  const degraded = await when('degraded')
  expect(degraded.publicUrl).toBe(`http://127.0.0.1:${local.port}`)
  expect(degraded.message).toContain('404')
  local.answersProbe = true
  await when('listening')
  expect(relay.asked).toEqual([])
  await tunnel.close()
})

test('an own public URL that leads nowhere is degraded, one that is missing is offline', async () => {
  const { open, when } = await startTunnel()
  open({ provider: 'url', ownPublicUrl: 'http://127.0.0.1:1' })
  expect((await when('degraded')).message).toContain('refuses connections')
  open({ provider: 'url', ownPublicUrl: '' })
  expect((await when('offline')).message).toContain('enter it in the preferences')
})

test('a changed configuration replaces the connection', async () => {
  const { relay, open, when } = await startTunnel()
  open()
  await when('listening')
  open({ provider: 'none' })
  expect((await when('idle')).publicUrl).toBeNull()
  await expect.poll(() => relay.sockets(), PATIENT).toBe(0)
})
