import { discardedSources } from '#main/store/migrations/0007-discarded-sources'
import { createSourcesRepo } from '#main/store/sources-repo'
import { expect, it } from 'vitest'
import { databaseBefore } from './database-before.ts'

it('keeps the sources of before as sources that are there', () => {
  const { database, migrateBy } = databaseBefore(7)
  migrateBy(discardedSources)
  const sources = createSourcesRepo(database)
  expect(sources.list()).toMatchObject([{ id: 's', slug: 's' }])
  expect(sources.findDiscarded('s')).toBeUndefined()
})
