/** A process that lives was taken for dead, and another one captures in its place. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { FORMS, post, SHOP, startCapture, type Harness } from './capture-harness.ts'

/** As after the clock was set forward, or in another container. */
async function startTwo(): Promise<{ first: Harness; second: Harness }> {
  const first = await startCapture()
  first.database.prepare("UPDATE leases SET since = '2020-01-01T00:00:00.000Z'").run()
  return { first, second: await startCapture({ dataDir: first.dataDir }) }
}

async function send({ port }: Harness, body: string): Promise<number> {
  return (await post(port, body)).status
}

test('the one that lost the lease acknowledges nothing, and takes nothing from the other', async () => {
  const { first, second } = await startTwo()
  expect(await send(first, '"lost"')).toBe(503)
  expect([await send(second, '1'), await send(second, '22')]).toEqual([200, 200])
  await first.capture.dispose()
  expect(existsSync(path.join(first.dataDir, 'captures.journal'))).toBe(true)
  expect(await send(second, '333')).toBe(200)
  expect(second.events.list(SHOP.id).map(({ size }) => size)).toEqual([3, 2, 1])
})

test('who takes it back goes on behind what the other captured', async () => {
  const { first, second } = await startTwo()
  await send(second, '1')
  await send(second, '22')
  await second.capture.dispose()
  await first.capture.open(FORMS.id)
  expect(await send(first, '333')).toBe(200)
  expect(first.events.list(SHOP.id).map(({ size }) => size)).toEqual([3, 2, 1])
})

test('it is said who captures in its place, and that it may again', async () => {
  const { first, second } = await startTwo()
  const holder = { name: 'the tests', pid: process.pid }
  expect(second.capture.status().takenOver).toBeNull()
  expect(await send(first, '"lost"')).toBe(503)
  await first.waitFor('capture.changed', ({ takenOver }) => takenOver !== null)
  expect(first.capture.status().takenOver).toEqual({ holder })
  await expect(first.capture.open(SHOP.id)).rejects.toMatchObject({ code: 'capture_owned' })
  await second.capture.dispose()
  expect(first.capture.status().takenOver).toEqual({ holder: null })
  expect((await first.capture.open(SHOP.id)).takenOver).toBeNull()
  expect(await send(first, '1')).toBe(200)
  await first.capture.close(SHOP.id)
  expect(first.capture.status().takenOver).toBeNull()
})
