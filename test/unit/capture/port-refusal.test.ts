/** Why the usual port could not be had, and what is done then. */
import { once } from 'node:events'
import net from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { portRefusalOf, startListener, type Listener } from '#main/capture/listener'
import { createUsualPort } from '#main/capture/usual-port'
import { silentLogger } from '#main/core/logger'
import { post, SHOP, startCapture } from './capture-harness.ts'

/** The error that the system gives for listening there, or `null`. */
async function refusedAt(port: number): Promise<unknown> {
  const server = net.createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return null
  } catch (error) {
    return error
  } finally {
    server.close()
  }
}

/** As a user without rights, who may not listen below 1024; root gives them up for a while. */
async function unprivileged<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.getuid?.() === 0
  if (isRoot) {
    process.seteuid?.(65_534)
  }
  try {
    return await work()
  } finally {
    if (isRoot) {
      process.seteuid?.(0)
    }
  }
}

const isLimited = (await unprivileged(() => refusedAt(81))) !== null

test('the system’s errors are told apart', async () => {
  const other = net.createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as net.AddressInfo
  expect(portRefusalOf(await refusedAt(port))).toBe('taken')
  // As Node makes them on Linux and Windows, and on macOS.
  for (const code of ['EACCES', 'EPERM']) {
    const error = Object.assign(new Error(`listen ${code}: permission denied`), { code })
    expect(portRefusalOf(error)).toBe('forbidden')
  }
  expect(portRefusalOf(Object.assign(new Error('listen EMFILE'), { code: 'EMFILE' }))).toBeNull()
  expect(portRefusalOf('text')).toBeNull()
})

describe.skipIf(!isLimited)('a port that this user may not use', () => {
  test('is told as such, and another one is taken', async () => {
    const listener = await unprivileged(() =>
      startListener({ port: 81, gate: () => undefined, logger: silentLogger }),
    )
    onTestFinished(() => listener.stop())
    expect(listener.refusal).toBe('forbidden')
    expect(listener.note).toBe(
      `Port 81 may not be used: the system does not allow it; listening on port ${listener.port} instead.`,
    )
  })

  test('leaves the address as it is from window to window', async () => {
    await unprivileged(async () => {
      const { capture, port } = await startCapture({ preferences: { capturePort: 81 } })
      const busyPort = { port: 81, reason: 'forbidden' }
      expect(capture.status()).toMatchObject({ busyPort })
      expect((await post(port, '{}')).status).toBe(200)
      await capture.close(SHOP.id)
      const again = await capture.open(SHOP.id)
      expect(again).toMatchObject({ busyPort, localUrl: `http://127.0.0.1:${port}` })
    })
  })
})

test('who settles for the port that webhooks come to hears no more of the other', async () => {
  const usual = createUsualPort()
  const listener: Pick<Listener, 'port' | 'wantedPort' | 'refusal'> = {
    port: 50_000,
    wantedPort: 81,
    refusal: 'forbidden',
  }
  expect(usual.busy(listener, 81)).toEqual({ port: 81, reason: 'forbidden' })
  expect(usual.busy(listener, 50_000)).toBeNull()
  expect(await usual.mayStay(listener, 50_000)).toBe(true)
  expect(await usual.mayStay(listener, 50_001)).toBe(false)
})
