/** Each is a pitfall of `shared/reference/tunnel.md`, met with a relay that fails on demand. */
import { expect, test } from 'vitest'
import { startRelay } from '../../support/relay.ts'
import { FAST, PATIENT, startTunnel } from './tunnel-harness.ts'

test('a relay that is down: offline with the reason, tried again with growing pauses', async () => {
  const { relay, states, open, when, next } = await startTunnel()
  await relay.die()
  open()
  const status = await when('offline')
  expect(status.message).toMatch(/refuses connections\. Next try in \d+ s\.$/)
  expect(status.publicUrl).toBeNull()
  await next('offline')
  await relay.revive()
  await when('listening')
  expect(states.slice(0, 4)).toEqual(['connecting', 'offline', 'connecting', 'offline'])
})

test('a relay that never answers: the deadline is ours', async () => {
  const { relay, open, when } = await startTunnel({ connectMs: 50 })
  relay.mode = 'stall'
  open()
  expect((await when('offline')).message).toContain('no answer came in time')
})

test.each([
  ['refuse', /answered 503 \(The relay is full\)/],
  ['nonsense', /gave no address/],
] as const)('a relay that answers %s', async (mode, message) => {
  const { relay, open, when } = await startTunnel()
  relay.mode = mode
  open()
  expect((await when('offline')).message).toMatch(message)
  relay.mode = 'normal'
  await when('listening')
})

test('a port that refuses: a burst of errors becomes one sentence', async () => {
  const { tunnel, relay, open, when } = await startTunnel({ verifyMs: 1000 })
  relay.mode = 'closed-port'
  open()
  const { message } = await when('offline')
  expect(message).toMatch(/refuses connections to port \d+; a firewall may be in the way/)
  const said = tunnel.status().timeline.filter((line) => line.message.includes('firewall'))
  expect(said).toHaveLength(1)
  relay.mode = 'normal'
  await when('listening')
})

test('a relay that closes every socket at once is not dialled in a tight loop', async () => {
  const { relay, open, when, states } = await startTunnel({
    verifyMs: 400,
    sockets: { ...FAST.sockets, replaceMs: 50, maxReplaceMs: 200, graceMs: 10_000 },
  })
  relay.mode = 'slam'
  open()
  await when('degraded')
  expect(states).toContain('verifying')
  expect(states).not.toContain('listening')
  // Ten sockets, each tried again after 50 ms, 100 ms, then every 200 ms.
  expect(relay.dialled()).toBeLessThan(80)
})

test('cut sockets are replaced without a change of state', async () => {
  const { relay, states, open, when } = await startTunnel({ probeIntervalMs: 60_000 })
  open()
  const { publicUrl } = await when('listening')
  relay.drop()
  await expect.poll(() => relay.sockets(), PATIENT).toBe(10)
  expect((await fetch(`${publicUrl}/`, { method: 'POST', body: 'x' })).status).toBe(200)
  expect(states.at(-1)).toBe('listening')
})

test('a relay that dies and comes back: the same address again', async () => {
  const { relay, states, open, when } = await startTunnel()
  open()
  const first = await when('listening')
  await relay.die()
  const lost = await when('reconnecting')
  expect(lost.publicUrl).toBe(first.publicUrl)
  await when('offline')
  await relay.revive()
  const again = await when('listening')
  expect(again.publicUrl).toBe(first.publicUrl)
  expect(relay.asked.at(-1)).toBe('tunnel-1')
  expect(states).not.toContain('idle')
})

test('a connection that dies without a word is found by the probe', async () => {
  const { relay, open, when } = await startTunnel({ probeMs: 150 })
  open()
  await when('listening')
  relay.freeze()
  expect((await when('degraded')).message).toContain('no answer came in time')
  await when('reconnecting')
  relay.thaw()
  await when('listening')
})

test('another address than the asked one is said, with both', async () => {
  const { relay, open, when } = await startTunnel()
  open()
  const first = await when('listening')
  await relay.die()
  await when('reconnecting')
  relay.renameNext('someone-else', 2)
  await relay.revive()
  const { publicUrl, message } = await when('listening')
  expect(publicUrl).not.toBe(first.publicUrl)
  expect(message).toContain(publicUrl)
  expect(message).toContain(first.publicUrl)
  expect(message).toContain('Copy the new one')
})

test('a name that is given away only for a moment is asked for once more', async () => {
  const { relay, open, when } = await startTunnel()
  open()
  const first = await when('listening')
  await relay.die()
  await when('reconnecting')
  relay.renameNext('someone-else')
  await relay.revive()
  expect((await when('listening')).publicUrl).toBe(first.publicUrl)
})

test('a page of the relay is not taken for our answer', async () => {
  const { relay, open, when } = await startTunnel()
  relay.mode = 'interstitial'
  open()
  expect((await when('degraded')).message).toMatch(/showed a page of its own \(status 511\)/)
  relay.mode = 'normal'
  await when('listening')
})

test('retry ends the pause', async () => {
  const { tunnel, relay, open, when } = await startTunnel({
    backoffMs: 3_600_000,
    maxBackoffMs: 3_600_000,
  })
  relay.mode = 'refuse'
  open()
  await when('offline')
  relay.mode = 'normal'
  tunnel.retry()
  await when('listening')
})

test('after sleep the connection is checked at once and replaced after one failure', async () => {
  const { tunnel, relay, open, when, states } = await startTunnel({
    probeIntervalMs: 3_600_000,
    degradedIntervalMs: 3_600_000,
    probeMs: 500,
  })
  open()
  await when('listening')
  const before = relay.requests.length
  tunnel.resume()
  await expect.poll(() => relay.requests.length, PATIENT).toBeGreaterThan(before)
  relay.freeze()
  tunnel.resume()
  await when('reconnecting')
  relay.thaw()
  await when('listening')
  expect(states).not.toContain('degraded')
})

test('the timeline is bounded', async () => {
  const { tunnel, relay, open, when } = await startTunnel({ backoffMs: 1, maxBackoffMs: 1 })
  relay.mode = 'refuse'
  open()
  await when(({ timeline }) => timeline.length === 100)
  for (let turn = 0; turn < 5; turn++) {
    await when('connecting')
    await when('offline')
  }
  expect(tunnel.status().timeline).toHaveLength(100)
})

test('a relay is not followed to a thousand sockets', async () => {
  const greedy = await startRelay({ maxConnections: 1000 })
  const { tunnel, open, when } = await startTunnel()
  open({ relayUrl: greedy.url })
  await when('listening')
  await expect.poll(() => greedy.sockets(), PATIENT).toBe(10)
  await tunnel.close()
  await greedy.close()
})
