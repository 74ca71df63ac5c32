import { createBaselinesRepo } from '#main/store/baselines-repo'
import { openDatabase } from '#main/store/database'
import { expect, it, onTestFinished } from 'vitest'
import { tempDir } from '../../support/temp-dir.ts'

it('says of a source that is gone that it is, whatever is to be done', () => {
  const database = openDatabase(tempDir())
  onTestFinished(() => {
    database.close()
  })
  const baselines = createBaselinesRepo(database)
  const baseline = { key: 'k', json: '{}', acceptedAt: 'now', heldSecret: null }
  for (const change of [
    { key: 'k', baseline },
    { key: 'k', baseline: null },
  ]) {
    expect(() => baselines.set('nowhere', [change])).toThrow(
      expect.objectContaining({ code: 'not_found' }) as Error,
    )
  }
})
