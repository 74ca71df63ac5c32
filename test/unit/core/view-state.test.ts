import { expect, onTestFinished, test } from 'vitest'
import { createViewState } from '#main/core/view-state'
import { openDatabase } from '#main/store/database'
import { createPreferencesRepo } from '#main/store/preferences-repo'
import { tempDir } from '../../support/temp-dir.ts'

function setUp() {
  const database = openDatabase(tempDir())
  onTestFinished(() => {
    database.close()
  })
  const repo = createPreferencesRepo(database)
  return { repo, views: createViewState(repo) }
}

test('what was kept last counts, and what was forgotten is gone', () => {
  const { repo, views } = setUp()
  expect(views.list()).toEqual({})
  views.keep({ panes: '{"left":40}', tab: '"ring"' })
  views.keep({ panes: '{"left":60}', tab: null })
  expect(createViewState(repo).list()).toEqual({ panes: '{"left":60}' })
  repo.set({ viewState: 'damaged' })
  expect(views.list()).toEqual({})
})

test('the oldest make room', () => {
  const { views } = setUp()
  for (let at = 0; at < 310; at++) {
    views.keep({ [`key-${at}`]: String(at) })
  }
  expect(Object.keys(views.list())).toHaveLength(300)
  expect(views.list()).toMatchObject({ 'key-10': '10', 'key-309': '309' })
})
