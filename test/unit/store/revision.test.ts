import { openDatabase } from '#main/store/database'
import { createRevision } from '#main/store/revision'
import { expect, onTestFinished, test } from 'vitest'
import { tempDir } from '../../support/temp-dir.ts'

test('it changes with what this connection and another one change, and stays otherwise', () => {
  const dataDir = tempDir()
  const [here, there] = [openDatabase(dataDir), openDatabase(dataDir)]
  onTestFinished(() => {
    here.close()
    there.close()
  })
  const revision = createRevision(here)
  const seen = [revision()]
  expect(revision()).toBe(seen[0])
  for (const database of [here, there, here, there]) {
    database.prepare("INSERT INTO leases VALUES ('capture', 1, 'the tests', '')").run()
    seen.push(revision())
    expect(revision()).toBe(seen.at(-1))
    database.prepare('DELETE FROM leases').run()
    seen.push(revision())
  }
  here.prepare('SELECT * FROM leases').all()
  expect(revision()).toBe(seen.at(-1))
  expect(new Set(seen).size).toBe(seen.length)
})
