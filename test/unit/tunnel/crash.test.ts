/** No failure of a relay may end the process: tried on one that has no safety net. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import type { TunnelState } from '#preload/model/tunnel'
import { startRelay, type RelayMode } from '../../support/relay.ts'
import { FAST, startLocal } from './tunnel-harness.ts'

test('a process with a tunnel outlives every failure, and ends when the tunnel is closed', async () => {
  const relay = await startRelay()
  onTestFinished(() => relay.close())
  const local = await startLocal()
  const config = {
    provider: 'localtunnel',
    consented: true,
    relayUrl: relay.url,
    ownPublicUrl: '',
    localPort: local.port,
    probe: { path: '/probe-0123456789', answer: 'the answer' },
  }
  const argument = JSON.stringify({ config, timings: { ...FAST, connectMs: 300, probeMs: 300 } })
  const child = fork(new URL('./tunnel-child.ts', import.meta.url), [argument], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const exited = once(child, 'exit')
  let state: TunnelState | undefined
  child.on('message', (message: TunnelState) => {
    state = message
  })
  const reached = (...states: TunnelState[]) =>
    expect.poll(() => state, { timeout: 10_000, interval: 5 }).toBeOneOf(states)

  await reached('listening')
  const modes: RelayMode[] = ['refuse', 'stall', 'nonsense', 'interstitial', 'closed-port', 'slam']
  for (const mode of modes) {
    relay.mode = mode
    relay.drop()
    await relay.die()
    await reached('reconnecting', 'offline')
    await relay.revive()
    const before = relay.asked.length
    await expect.poll(() => relay.asked.length, { timeout: 10_000 }).toBeGreaterThan(before)
    await reached('degraded', 'reconnecting', 'offline')
    relay.mode = 'normal'
    await reached('listening')
  }
  expect(child.exitCode).toBeNull()
  child.send('close')
  expect(await exited).toEqual([0, null])
  expect(stderr).toBe('')
})
