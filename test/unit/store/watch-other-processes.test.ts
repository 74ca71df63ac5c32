import { openDatabase } from '#main/store/database'
import { createPreferencesRepo } from '#main/store/preferences-repo'
import { watchOtherProcesses } from '#main/store/watch-other-processes'
import { expect, it, onTestFinished } from 'vitest'
import { tempDir } from '../../support/temp-dir.ts'

const INTERVAL_MS = 5

function watched(dir: string) {
  const database = openDatabase(dir)
  let changes = 0
  let changed = (): void => {}
  const watch = watchOtherProcesses(
    database,
    () => {
      changes += 1
      changed()
    },
    INTERVAL_MS,
  )
  onTestFinished(() => {
    watch.stop()
    database.close()
  })
  return {
    database,
    preferences: createPreferencesRepo(database),
    changes: () => changes,
    next: () =>
      new Promise<void>((resolve) => {
        changed = resolve
      }),
  }
}

it("tells of another connection's writes and not of its own", async () => {
  const dir = tempDir()
  const mine = watched(dir)
  const other = watched(dir)
  // Seen twice by the other one: in between it was my turn to look as well.
  for (const theme of ['dark', 'light']) {
    const seen = other.next()
    mine.preferences.set({ theme })
    await seen
  }
  expect([mine.changes(), other.changes()]).toEqual([0, 2])
  const seen = mine.next()
  other.preferences.set({ theme: 'system' })
  await seen
  expect(mine.changes()).toBe(1)
})

it('outlives a database that cannot be read', async () => {
  const dir = tempDir()
  const mine = watched(dir)
  const other = watched(dir)
  mine.database.close()
  for (const theme of ['dark', 'light']) {
    const seen = other.next()
    const writer = openDatabase(dir)
    createPreferencesRepo(writer).set({ theme })
    writer.close()
    await seen
  }
  expect(mine.changes()).toBe(0)
})
