/** A browser's storage belongs to one port; what was typed and how the window looks does not. */
import path from 'node:path'
import type { Page } from '@playwright/test'
import Sqlite from 'better-sqlite3'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

/** The drafts in the core by name; `null` for one that was taken back. */
function kept(dataDir: string): Record<string, string | null> {
  const database = new Sqlite(path.join(dataDir, 'hookbench.db'), { readonly: true })
  try {
    const rows = database.prepare('SELECT name, value FROM drafts').all() as {
      name: string
      value: string | null
    }[]
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
  } finally {
    database.close()
  }
}

/** What the core knows of how the window was left; the ids of sources left out. */
function viewsIn(dataDir: string): Record<string, string> {
  const database = new Sqlite(path.join(dataDir, 'hookbench.db'), { readonly: true })
  try {
    const rows = database.prepare('SELECT key, value FROM views').all() as {
      key: string
      value: string
    }[]
    return Object.fromEntries(rows.map(({ key, value }) => [key.replace(/:src_.*/, ''), value]))
  } finally {
    database.close()
  }
}

test('what was typed comes back at another port, and what was saved does not', async ({
  dataDir,
  startHost,
}) => {
  const first = await startHost(dataDir)
  const bench = new Workbench(first.page)
  await bench.replaceCode('// typed at one port\n')
  await bench.replacePayload('{ "payload": { "body": "typed as well" } }')
  await bench.openTab('Settings')
  await first.page.getByRole('button', { name: 'Add setting' }).click()
  await first.page
    .getByRole('group', { name: 'New setting', exact: true })
    .getByLabel('Label')
    .fill('Shop name')
  await expect
    .poll(() => kept(dataDir))
    .toEqual({
      code: expect.stringContaining('typed at one port') as unknown,
      'payload:sample': expect.stringContaining('typed as well') as unknown,
      settings: expect.stringContaining('Shop name') as unknown,
    })
  await first.kill()
  await first.close()

  // Another browser too: nothing of the first one's storage is there.
  const second = await startHost(dataDir)
  const again = new Workbench(second.page)
  expect(await again.code()).toContain('// typed at one port')
  await expect(second.page.locator('[data-document^="payload:"]')).toContainText('typed as well')
  // It says how many are not saved.
  await second.page.getByRole('tab', { name: /^Settings/ }).click()
  await expect(second.page.getByRole('group', { name: 'Shop name', exact: true })).toBeVisible()

  await second.page.keyboard.press('ControlOrMeta+S')
  await expect(second.page.getByText('Unsaved')).toBeHidden()
  await expect.poll(() => kept(dataDir)['code']).toBeNull()
  await second.close()

  const third = await startHost(dataDir)
  expect(await new Workbench(third.page).code()).toContain('// typed at one port')
  await expect(third.page.getByText('Unsaved')).toBeHidden()
})

test('the window looks at another port as it was left', async ({ dataDir, startHost }) => {
  const first = await startHost(dataDir)
  const splitter = (page: Page) => page.getByRole('separator').first()
  const place = async (page: Page): Promise<number> =>
    Math.round((await splitter(page).boundingBox())?.x ?? 0)
  const before = await place(first.page)
  await splitter(first.page).focus()
  for (let presses = 0; presses < 3; presses++) {
    await first.page.keyboard.press('ArrowLeft')
  }
  const after = await place(first.page)
  expect(after).toBeLessThan(before - 20)
  await first.page.getByRole('tab', { name: 'History' }).click()
  await first.page.getByRole('button', { name: 'Theme' }).click()
  await first.page.getByRole('menuitem', { name: 'Dark' }).click()
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect
    .poll(() => viewsIn(dataDir))
    .toEqual(expect.objectContaining({ 'hookbench:tab': '"history"' }))
  await first.close()

  const second = await startHost(dataDir)
  await expect(second.page.getByRole('tab', { name: 'History' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(Math.abs((await place(second.page)) - after)).toBeLessThan(3)
})
