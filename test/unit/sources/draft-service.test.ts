import { createDraftService } from '#main/sources/draft-service'
import { openDatabase } from '#main/store/database'
import { createDraftsRepo } from '#main/store/drafts-repo'
import { createSourcesRepo } from '#main/store/sources-repo'
import { expect, it, onTestFinished } from 'vitest'
import { sourceRow } from '../../support/source-row.ts'
import { tempDir } from '../../support/temp-dir.ts'

function setUp() {
  const database = openDatabase(tempDir())
  onTestFinished(() => {
    database.close()
  })
  const sources = createSourcesRepo(database)
  sources.insert(sourceRow())
  const start = () =>
    createDraftService({ drafts: createDraftsRepo(database), getSource: (id) => sources.find(id) })
  return { sources, start }
}

const DRAFT = { sourceId: 's', name: 'code', at: Date.now(), value: '"typed"' }

it('keeps the newest, whichever page comes last', () => {
  const drafts = setUp().start()
  drafts.keep(DRAFT)
  drafts.keep({ ...DRAFT, at: DRAFT.at - 1, value: '"older"' })
  expect(drafts.list()).toEqual([DRAFT])
  drafts.keep({ ...DRAFT, at: DRAFT.at + 1, value: null })
  expect(drafts.list()).toEqual([{ ...DRAFT, at: DRAFT.at + 1, value: null }])
})

it('forgets one that was taken back long ago, and none that is there', () => {
  const { start } = setUp()
  const drafts = start()
  drafts.keep({ ...DRAFT, name: 'payload:sample', at: 1, value: null })
  drafts.keep({ ...DRAFT, at: 1 })
  expect(start().list()).toEqual([{ ...DRAFT, at: 1 }])
})

it('leaves those of a deleted source out, and has them again when it is brought back', () => {
  const { sources, start } = setUp()
  const drafts = start()
  drafts.keep(DRAFT)
  sources.discard('s', new Date().toISOString())
  expect(drafts.list()).toEqual([])
  sources.restore('s', 's')
  expect(drafts.list()).toEqual([DRAFT])
  sources.delete('s')
  expect(drafts.list()).toEqual([])
})
