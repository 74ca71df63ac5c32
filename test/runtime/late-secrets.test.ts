/** What was run and pushed before a setting was encrypted, and after it went, as it is shown. */
import path from 'node:path'
import { DATABASE_FILE } from '#main/store/database'
import type { SettingDraft } from '#preload/model'
import Sqlite from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { startCoreClient, textSetting } from '../support/core-client.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { runtimeDir } from './harness.ts'

const KEY = 'was-no-secret-yet'

const CODE = `async function onRequest(request, settings) {
  const { kind } = request.json()
  console.log('with', settings.key)
  if (kind === 'bad') throw new InvalidEventPayload('refused: ' + settings.key)
  if (kind === 'slow') await new Promise((resolve) => setTimeout(resolve, 300))
  Segment.track({ event: 'E', userId: 'u', properties: { key: settings.key } })
}`

const encrypted: SettingDraft = { ...textSetting('key', ''), value: { kind: 'keep' } }

async function start(setting: SettingDraft) {
  const receiver = await startReceiver()
  const dataDir = tempDir()
  const { api, seen } = startCoreClient(dataDir, runtimeDir, 'server')
  onTestFinished(() => receiver.close())
  const { id: sourceId } = await api['sources.create']({ name: 'Orders' })
  await api['sources.saveCode']({ sourceId, code: CODE, baseVersion: 1 })
  await api['target.set']({ sourceId, target: { kind: 'json', url: receiver.url } })
  const save = (...settings: SettingDraft[]) => api['settings.save']({ sourceId, settings })
  const run = (kind: string) =>
    api['runs.start']({ sourceId, input: { kind: 'payload', text: `{"kind":"${kind}"}` } })
  await save(setting)

  /** All that the window and the command line are given of what was. */
  async function shown(): Promise<string> {
    const runs = await api['history.runs']({ sourceId })
    const details = await Promise.all(runs.map(({ id }) => api['history.run']({ runId: id })))
    const last = await api['runs.last']({ sourceId })
    const push = await api['push.last']({ sourceId })
    const ring = await api['ring.last']({ sourceId })
    return JSON.stringify([runs, details.map(({ run: one }) => one), last, push, ring])
  }
  return { api, seen, sourceId, save, run, shown, dataDir, receiver }
}

it('is masked once the setting is encrypted', async () => {
  const { api, sourceId, save, run, shown } = await start(textSetting('key', KEY, false))
  await run('bad')
  await run('good')
  await api['push.start']({ sourceId })
  await api['ring.run']({ sourceId })
  expect((await shown()).split(KEY).length).toBeGreaterThan(6)
  await save(encrypted)
  expect(await shown()).not.toContain(KEY)
  expect(await shown()).toContain('refused: ••••••')
  expect((await api['push.last']({ sourceId }))?.requests[0]?.requestBody).toContain('••••••')
})

it('is masked also when the setting was encrypted while the function ran', async () => {
  const { seen, save, run, shown } = await start(textSetting('key', KEY, false))
  const running = run('slow')
  await save(encrypted)
  const answer = await running
  expect(JSON.stringify([answer, seen('runs.finished')])).not.toContain(KEY)
  expect(await shown()).not.toContain(KEY)
})

it.each(['deleted', 'sealed with a key that is lost'])(
  'stays masked when the encrypted setting is %s, also in a push of then',
  async (what) => {
    const { api, sourceId, save, run, shown, dataDir, receiver } = await start(
      textSetting('key', KEY),
    )
    await run('bad')
    await run('good')
    await api['push.start']({ sourceId })
    await api['ring.run']({ sourceId })
    if (what === 'deleted') {
      await save()
    } else {
      const database = new Sqlite(path.join(dataDir, DATABASE_FILE))
      database.exec("UPDATE settings SET sealed = x'00'")
      database.close()
    }
    expect(await shown()).not.toContain(KEY)
    const pushed = await api['push.start']({ sourceId })
    expect(receiver.requests.at(-1)?.body).toContain(KEY)
    expect(JSON.stringify(pushed)).not.toContain(KEY)
    expect(await shown()).not.toContain(KEY)
  },
)
