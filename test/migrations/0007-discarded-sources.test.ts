import Sqlite from 'better-sqlite3'
import { migrate } from '#main/store/migrate'
import { migrations } from '#main/store/migrations'
import { discardedSources } from '#main/store/migrations/0007-discarded-sources'
import { createSourcesRepo } from '#main/store/sources-repo'
import { expect, it } from 'vitest'

const before = migrations.filter(({ version }) => version < 7)

it('keeps the sources of before as sources that are there', () => {
  const database = new Sqlite(':memory:')
  database.pragma('foreign_keys = ON')
  migrate(database, before)
  database.exec(`
    INSERT INTO sources (id, name, slug, profile, handler, code, version, token, sample_payload,
      created_at, updated_at)
      VALUES ('s', 'S', 's', '2019', 'modern', 'the code', 7, 't', '', 'then', 'later');
  `)
  migrate(database, [...before, { version: 7, up: discardedSources }])
  const sources = createSourcesRepo(database)
  expect(sources.list()).toMatchObject([{ id: 's', slug: 's' }])
  expect(sources.findDiscarded('s')).toBeUndefined()
})
