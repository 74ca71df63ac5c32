import { openDatabase } from '#main/store/database'
import { createPreferencesRepo } from '#main/store/preferences-repo'
import { watchOtherProcesses } from '#main/store/watch-other-processes'
import { expect, it, onTestFinished } from 'vitest'
import { tempDir } from '../../support/temp-dir.ts'

it("tells of another connection's writes and not of its own", async () => {
  const dir = tempDir()
  const mine = openDatabase(dir)
  const other = openDatabase(dir)
  let changes = 0
  let changed = (): void => {}
  const first = new Promise<void>((resolve) => {
    changed = resolve
  })
  const watch = watchOtherProcesses(
    mine,
    () => {
      changes += 1
      changed()
    },
    5,
  )
  onTestFinished(() => {
    watch.stop()
    mine.close()
    other.close()
  })
  createPreferencesRepo(mine).set({ theme: 'dark' })
  await new Promise((resolve) => setImmediate(resolve))
  expect(changes).toBe(0)
  createPreferencesRepo(other).set({ theme: 'light' })
  await first
  expect(changes).toBe(1)
})
