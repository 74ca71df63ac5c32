/** The quick tunnel of a program that the user has, played by one that prints the same. */
import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { silentLogger } from '#main/core/logger'
import { createTunnel, type TunnelConfig } from '#main/tunnel/tunnel'
import { installCloudflared, type CloudflaredMode } from '../../support/install-cloudflared.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { FAST, PATIENT, startLocal } from './tunnel-harness.ts'

async function start(mode: CloudflaredMode, changes: Partial<TunnelConfig> = {}) {
  const { env, log } = installCloudflared(mode)
  const local = await startLocal()
  const tunnel = createTunnel({
    logger: silentLogger,
    timings: { ...FAST, programMs: mode === 'unregistered' ? 500 : 10_000 },
    env,
  })
  onTestFinished(() => tunnel.close())
  const logged = (): string => readFileSync(log, 'utf8')
  tunnel.open({
    provider: 'cloudflared',
    consented: true,
    relayUrl: 'http://127.0.0.1:1',
    ownPublicUrl: '',
    localPort: local.port,
    probe: { path: '/probe-0123456789', answer: 'the answer' },
    ...changes,
  })
  return {
    tunnel,
    local,
    logged,
    until: (state: string) => expect.poll(() => tunnel.status().state, PATIENT).toBe(state),
    processes: () => [...logged().matchAll(/^pid (\d+)$/gm)].map(([, pid]) => Number(pid)),
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('listening once the edge has the tunnel, never a request before; ends with the tunnel', async () => {
  const { tunnel, local, logged, until, processes } = await start('normal')
  await until('listening')
  expect(logged()).toContain(`tunnel --no-autoupdate --url http://127.0.0.1:${local.port}\n`)
  expect(logged()).not.toContain('early request')
  const body = new Uint8Array([0, 255, 10, 13])
  const answer = await fetch(`${tunnel.status().publicUrl}/in`, { method: 'POST', body })
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(body)
  const [pid = 0] = processes()
  expect(isRunning(pid)).toBe(true)
  await tunnel.close()
  expect(isRunning(pid)).toBe(false)
  expect(tunnel.status()).toMatchObject({ state: 'idle', publicUrl: null })
})

test('a program that dies is started again, and its new address is told', async () => {
  const { tunnel, until, processes } = await start('normal')
  await until('listening')
  const before = tunnel.status().publicUrl
  process.kill(processes()[0] ?? 0, 'SIGKILL')
  await expect.poll(() => processes().length, PATIENT).toBe(2)
  await until('listening')
  expect(tunnel.status().publicUrl).not.toBe(before)
  expect(tunnel.status().message).toMatch(/has changed to .*\(it was .*\)/)
  expect(
    tunnel
      .status()
      .timeline.map(({ message }) => message)
      .join('\n'),
  ).toContain('cloudflared has ended (SIGKILL)')
})

test('what it complains about is told', async () => {
  const { tunnel, until } = await start('limited')
  await until('offline')
  expect(tunnel.status().message).toMatch(/^cloudflared has ended \(exit code 1\)\. It said: .*\./)
})

test('an address that is never registered is not used, and the program is ended', async () => {
  const { tunnel, logged, until, processes } = await start('unregistered')
  await until('offline')
  expect(tunnel.status()).toMatchObject({
    publicUrl: null,
    message: expect.stringContaining('did not register a tunnel in time'),
  })
  expect(logged()).not.toContain('early request')
  await tunnel.close()
  expect(processes().filter(isRunning)).toEqual([])
})

test('one that does not end when asked is ended all the same, at any moment', async () => {
  const { tunnel, until, processes } = await start('stubborn')
  await until('listening')
  const startedAt = performance.now()
  await tunnel.close()
  expect(performance.now() - startedAt).toBeLessThan(5000)
  expect(processes().filter(isRunning)).toEqual([])

  const other = await start('unregistered')
  await expect.poll(() => other.processes().length, PATIENT).toBe(1)
  await other.tunnel.close()
  expect(other.processes().filter(isRunning)).toEqual([])
})

test('without the program there is a sentence on what to do', async () => {
  const tunnel = createTunnel({ logger: silentLogger, timings: FAST, env: { PATH: tempDir() } })
  onTestFinished(() => tunnel.close())
  tunnel.open({
    provider: 'cloudflared',
    consented: true,
    relayUrl: '',
    ownPublicUrl: '',
    localPort: 1,
    probe: { path: '/', answer: '' },
  })
  await expect.poll(() => tunnel.status().state, PATIENT).toBe('offline')
  expect(tunnel.status().message).toMatch(/not on the PATH\. Install it/)
})

test('nothing is started before the user agreed', async () => {
  const { tunnel, logged } = await start('normal', { consented: false })
  expect(tunnel.status()).toMatchObject({ state: 'idle', needsConsent: true, publicUrl: null })
  expect(tunnel.status().message).toMatch(/consent is needed.*Cloudflare, a third party/)
  expect(logged()).toBe('')
})
