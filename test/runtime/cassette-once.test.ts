/** The recorded calls of a source may be many megabytes, and all its events are run with them. */
import { Worker } from 'node:worker_threads'
import { startCoreClient } from '../support/core-client.ts'
import { tempDir } from '../support/temp-dir.ts'
import { expect, it, onTestFinished, vi } from 'vitest'
import { runtimeDir } from './harness.ts'

const CODE = `async function onRequest() {
  const response = await fetch('http://shop.example/a')
  Segment.track({ event: 'E', userId: 'u', properties: { size: (await response.text()).length } })
}`

const call = (url: string, size: number): object => ({
  method: 'GET',
  url,
  bodySha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  status: 200,
  body: { text: 'x'.repeat(size) },
})

it('are handed to the thread once for a run of all events', async () => {
  const { api } = startCoreClient(tempDir(), runtimeDir, 'server')
  const { id: sourceId } = await api['sources.create']({ name: 'Orders', profile: 'current' })
  await api['sources.saveCode']({ sourceId, code: CODE, baseVersion: 1 })
  for (const kind of ['a', 'b', 'c', 'd', 'e']) {
    const curl = `curl http://h.example/in -H 'Content-Type: application/json' -d '{"kind":"${kind}"}'`
    const files = [{ name: 'one.sh', base64: Buffer.from(curl).toString('base64') }]
    await api['import.files']({ sourceId, files })
  }
  const others = [1, 2, 3].map((n) => call(`http://shop.example/${n}`, 1_000_000))
  const cassette = { version: 1, calls: [call('http://shop.example/a', 1000), ...others] }
  await api['cassettes.import']({ sourceId, text: JSON.stringify(cassette) })

  const sent = vi.spyOn(Worker.prototype, 'postMessage')
  onTestFinished(() => sent.mockRestore())
  const { rows } = await api['ring.run']({ sourceId })
  const sizes = sent.mock.calls.map(([message]) => JSON.stringify(message).length)
  const large = sizes.filter((size) => size > 1_000_000)
  expect(rows.map(({ now }) => now.status)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok'])
  expect(large).toHaveLength(1)
})
