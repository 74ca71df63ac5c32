import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { createViewState, type ViewState } from '#main/core/view-state'
import { openDatabase } from '#main/store/database'
import { createViewsRepo } from '#main/store/views-repo'
import { tempDir } from '../../support/temp-dir.ts'

function open(dataDir: string): ViewState {
  const database = openDatabase(dataDir)
  onTestFinished(() => {
    database.close()
  })
  return createViewState(createViewsRepo(database))
}

test('what was kept last counts, and what was forgotten is gone', () => {
  const dataDir = tempDir()
  const views = open(dataDir)
  expect(views.list()).toEqual({})
  views.keep({ panes: '{"left":40}', tab: '"ring"' })
  views.keep({ panes: '{"left":60}', tab: null })
  expect(open(dataDir).list()).toEqual({ panes: '{"left":60}' })
})

test('the oldest make room', () => {
  const views = open(tempDir())
  views.keep({ 'key-1': 'first' })
  for (let at = 0; at < 310; at++) {
    views.keep({ [`key-${at}`]: String(at) })
  }
  views.keep({ 'key-10': 'again' })
  const keys = Object.keys(views.list())
  expect(keys).toHaveLength(300)
  expect(keys).not.toContain('key-9')
  expect(views.list()).toMatchObject({ 'key-10': 'again', 'key-309': '309' })
})

test('one that is too long costs only itself, and it is said why', () => {
  const views = open(tempDir())
  const key = 'k'.repeat(201)
  expect(views.keep({ tab: '"ring"', [key]: '1', long: 'x'.repeat(20_001), '': '1' })).toEqual({
    [key]: 'A key has 1 to 200 characters, this one has 201.',
    long: 'A value has at most 20000 characters, this one has 20001.',
    '': 'A key has 1 to 200 characters, this one has 0.',
  })
  expect(views.list()).toEqual({ tab: '"ring"' })
})

test('two processes that change others at the same time take nothing from each other', async () => {
  const dataDir = tempDir()
  const views = open(dataDir)
  const child = new URL('./view-state-child.ts', import.meta.url)
  const children = ['a', 'b'].map((name) => fork(child, [dataDir, name]))
  await Promise.all(children.map((one) => once(one, 'message')))
  for (const one of children) {
    one.send('go')
  }
  expect(await Promise.all(children.map((one) => once(one, 'exit')))).toEqual([
    [0, null],
    [0, null],
  ])
  expect(Object.keys(views.list())).toHaveLength(200)
})

test('a database that another process holds is not waited for', () => {
  const dataDir = tempDir()
  const views = open(dataDir)
  const other = openDatabase(dataDir)
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  const startedAt = performance.now()
  expect(() => views.keep({ tab: '"ring"' })).toThrow('database is locked')
  expect(performance.now() - startedAt).toBeLessThan(1000)
  other.exec('COMMIT')
  views.keep({ tab: '"ring"' })
  expect(views.list()).toEqual({ tab: '"ring"' })
})
