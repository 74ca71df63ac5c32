/** The first step is done by a webhook from outside too, but by none that Hookbench itself sent. */
import { expect, it } from 'vitest'
import { startCapturing } from '../../support/core-client.ts'

it('is done once a webhook from outside has come', async () => {
  const { api, source, url, seen } = await startCapturing()
  const done = async () => (await api['preferences.get']({})).firstSteps.done

  const sample = await api['capture.sendSample']({ sourceId: source.id })
  const eventId = sample.eventId ?? ''
  expect(await done()).toEqual([])
  const targets = [{ kind: 'source' as const, sourceId: source.id }]
  const [replay] = await api['replay.send']({ eventId, targets })
  expect(replay?.response?.status).toBe(200)
  const base64 = Buffer.from(`curl -d '{"a":1}' '${url}'`).toString('base64')
  await api['import.files']({ sourceId: source.id, files: [{ name: '', base64 }] })
  expect(await api['events.list']({ sourceId: source.id })).toHaveLength(3)
  expect(await done()).toEqual([])

  await fetch(url, { method: 'POST', body: '{"a":1}' })
  expect(await api['events.list']({ sourceId: source.id })).toHaveLength(4)
  expect(await done()).toEqual(['copy'])
  await fetch(url, { method: 'POST', body: '{"a":2}' })
  await api['events.list']({ sourceId: source.id })
  expect(seen('preferences.changed')).toHaveLength(1)
})

it('stays done, as do others, whatever another window knows', async () => {
  const { api } = await startCapturing()
  await api['preferences.set']({ firstSteps: { done: ['copy'], dismissed: false } })
  const { firstSteps } = await api['preferences.set']({
    firstSteps: { done: ['capture'], dismissed: true },
  })
  expect(firstSteps).toEqual({ done: ['copy', 'capture'], dismissed: true })
})
