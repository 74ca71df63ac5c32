/**
 * The addresses are remembered, as each webhook asks for them. What changes them counts at once, and
 * what another process changes a few milliseconds later.
 */
import { openDatabase } from '#main/store/database'
import { createSourcesRepo } from '#main/store/sources-repo'
import { expect, onTestFinished, test } from 'vitest'
import { sourceRow } from '../../support/source-row.ts'
import { tempDir } from '../../support/temp-dir.ts'

function openBoth(dataDir: string) {
  const database = openDatabase(dataDir)
  onTestFinished(() => void database.close())
  return { database, sources: createSourcesRepo(database) }
}

function open(dataDir: string) {
  return openBoth(dataDir).sources
}

function insert(sources: ReturnType<typeof open>, id: string): void {
  sources.insert(sourceRow({ id, name: id, slug: id, token: `token-of-${id}` }))
}

test('what this process and another one change in a source counts', async () => {
  const dataDir = tempDir()
  const [here, there] = [open(dataDir), open(dataDir)]
  const tokens = () => here.addresses().map(({ token }) => token)
  expect(tokens()).toEqual([])
  insert(here, 'a')
  expect(tokens()).toEqual(['token-of-a'])
  expect(here.addresses()).toBe(here.addresses())
  insert(there, 'b')
  await expect.poll(tokens).toEqual(['token-of-a', 'token-of-b'])
  here.update('a', { token: 'rotated here' }, '')
  expect(tokens()).toEqual(['rotated here', 'token-of-b'])
  there.update('a', { token: 'rotated there', methods: ['POST', 'PUT'] }, '')
  await expect
    .poll(() => here.addresses()[0])
    .toMatchObject({ token: 'rotated there', methods: ['POST', 'PUT'] })
  there.delete('a')
  await expect.poll(tokens).toEqual(['token-of-b'])
  here.delete('b')
  expect(tokens()).toEqual([])
})

test('addresses that cannot be read do not leave those of before', async () => {
  const dataDir = tempDir()
  const here = open(dataDir)
  const there = openBoth(dataDir)
  insert(here, 'a')
  insert(here, 'b')
  const tokens = () => here.addresses().map(({ token }) => token)
  expect(tokens()).toHaveLength(2)
  const damage = there.database.prepare('UPDATE sources SET methods = ? WHERE id = ?')
  there.database.transaction(() => {
    damage.run('[', 'a')
    there.sources.update('b', { token: 'rotated' }, '')
  })()
  await expect.poll(() => attempt(tokens)).toBe('refused')
  expect(attempt(tokens)).toBe('refused')
  damage.run('["POST"]', 'a')
  expect(tokens()).toEqual(['token-of-a', 'rotated'])
})

function attempt(read: () => string[]): string[] | 'refused' {
  try {
    return read()
  } catch {
    return 'refused'
  }
}
