/** An import that is reported is on disk; one that the disk did not take is not there. */
import { createImportService } from '#main/capture/exchange/import-service'
import { parsePayload } from '#main/runtime/payload'
import { openDatabase } from '#main/store/database'
import { createEventsRepo, type EventsRepo } from '#main/store/events-repo'
import { expect, onTestFinished, test } from 'vitest'
import { tempDir } from '../../../support/temp-dir.ts'
import { insertSource, SHOP } from '../capture-harness.ts'

const FILES = [{ name: 'a.sh', base64: Buffer.from('curl h -d 1').toString('base64') }]

function start(changes: (repo: EventsRepo) => Partial<EventsRepo>) {
  const database = openDatabase(tempDir())
  onTestFinished(() => void database.close())
  insertSource(database, SHOP)
  const repo = createEventsRepo(database)
  const published: string[] = []
  const imports = createImportService({
    events: { ...repo, ...changes(repo) },
    parsePayload: (text) => parsePayload(text).request,
    requireSource: () => undefined,
    createSource: () => {
      throw new Error('no source was to be made')
    },
    deleteSource: () => undefined,
    saveSettings: () => undefined,
    setTarget: () => undefined,
    setAnswer: () => undefined,
    setSigningSetting: () => undefined,
    mark: () => undefined,
    bus: { publish: (event) => published.push(event) },
  })
  return { imports, repo, published }
}

test('is reported when the disk has it', async () => {
  const finish: (() => void)[] = []
  const { imports, published } = start(() => ({
    sync: () => new Promise((resolve) => finish.push(resolve)),
  }))
  let isReported = false
  const taken = imports.take(SHOP.id, FILES, []).then((result) => {
    isReported = true
    return result
  })
  await expect.poll(() => finish.length).toBe(1)
  expect([isReported, published]).toEqual([false, []])
  finish[0]?.()
  expect((await taken).events).toHaveLength(1)
  expect(published).toEqual(['events.added'])
})

test('fails when the disk does, and leaves nothing', async () => {
  const { imports, repo, published } = start(() => ({
    sync: () => Promise.reject(new Error('input/output error')),
  }))
  await expect(imports.take(SHOP.id, FILES, [])).rejects.toThrow('input/output error')
  expect([repo.list(SHOP.id), published]).toEqual([[], []])
})
