/** The dialogs and the fields without a mouse: what is asked for, done and left by the keys alone. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { Authoring } from './pages/authoring.ts'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

const MOST_STEPS = 80

/** Goes there by Tab alone, as somebody without a mouse would, and sees where that is. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there.')
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

test('settings go out and come in by the keys alone', async ({ dataDir, startHost, hostKind }) => {
  const { page } = await startHost(dataDir)
  const more = page.getByRole('button', { name: 'Import or export settings' })
  await page.mouse.move(0, 0)
  await page.keyboard.press('Alt+5')
  await expect(page.getByRole('tab', { name: /^Settings/ })).toBeFocused()

  // The desktop app asks the system where to, which has keys of its own.
  if (hostKind === 'browser') {
    const downloading = page.waitForEvent('download')
    await press(page, more)
    await page.getByRole('menuitem', { name: 'Import settings…' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect((await downloading).suggestedFilename()).toContain('settings')
    await expect(more).toBeFocused()
  }

  const file = path.join(dataDir, 'settings.json')
  writeFileSync(
    file,
    JSON.stringify({
      hookbench: { kind: 'settings', version: 1 },
      settings: [{ name: 'dryRun', label: 'Dry run', type: 'BOOLEAN', value: true }],
    }),
  )
  await press(page, more)
  await expect(page.getByRole('menuitem', { name: 'Import settings…' })).toBeFocused()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /Import settings into/ })
  const choosing = page.waitForEvent('filechooser')
  await press(page, dialog.getByRole('button', { name: 'Choose a file…' }))
  await (await choosing).setFiles(file)
  await press(page, dialog.getByRole('button', { name: 'Import settings' }))
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('group', { name: 'Dry run', exact: true })).toBeVisible()

  await press(page, more)
  await page.keyboard.press('Enter')
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(more).toBeFocused()
})

test('a payload is written, compared and reverted by the keys alone', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const author = new Authoring(page)
  const payload = page.getByRole('region', { name: 'Payload', exact: true })
  await page.mouse.move(0, 0)
  await author.choose('new payload')
  const dialog = page.getByRole('dialog', { name: 'New payload' })
  await expect(dialog.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('{"kind": "typed"}')
  await press(page, dialog.getByRole('button', { name: 'Use this payload' }))
  await expect(dialog).toHaveCount(0)
  await expect(payload).toContainText('typed')

  await author.choose('compare the payload')
  const compare = page.getByRole('dialog', { name: 'The payload and your changes' })
  await expect(compare.locator('.modified-in-monaco-diff-editor')).toContainText('typed')
  await page.keyboard.press('Escape')
  await expect(compare).toHaveCount(0)

  await author.choose('compare the payload')
  await expect(compare.locator('.modified-in-monaco-diff-editor')).toContainText('typed')
  await press(page, compare.getByRole('button', { name: 'Revert' }))
  await expect(compare).toHaveCount(0)
  await expect(payload).not.toContainText('typed')
})

test('cases are exported by the keys alone', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const open = page.getByRole('button', { name: 'Export as test cases' })
  await page.mouse.move(0, 0)
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await page.getByTestId('ring-summary').getByText(/new/).waitFor()
  // Tab would be a sign of the code, where the focus may be.
  await page.keyboard.press('Alt+4')
  await press(page, page.getByRole('button', { name: 'Accept all' }))
  await page.getByTestId('ring-summary').getByText(/same/).waitFor()
  await page.keyboard.press('Alt+4')
  await press(page, open)
  const dialog = page.getByRole('dialog', { name: 'Export as test cases' })
  await tabTo(page, dialog.getByRole('region', { name: 'Files' }))
  await tabTo(page, dialog.getByRole('button', { name: 'Save as ZIP' }))
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(open).toBeFocused()
})

test('fields are gone through by the keys alone', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  await page.mouse.move(0, 0)
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"kind":"order","total":1,"note":"x"}',
  })
  await expect(bench.capturedEvent(1)).toBeVisible()
  await page.keyboard.press('Alt+9')
  const fields = page.getByRole('listbox', { name: 'Fields of the captured events' })
  const option = (name: RegExp): Locator => fields.getByRole('option', { name })
  await option(/^kind/).waitFor()
  // Into the list, whichever of it takes the focus.
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await fields.evaluate((list) => list.contains(document.activeElement))) {
      break
    }
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Home')
  await expect(option(/^kind/)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(option(/^total/)).toBeFocused()
  const detail = page.getByRole('region', { name: 'The chosen field' })
  await expect(detail).toContainText('total')
  await tabTo(page, detail.getByRole('button', { name: 'Show in Captured Event 1' }))
  await page.keyboard.press('Enter')
  await expect(
    page.locator('[data-document^="payload:"] .view-line', { hasText: '"total"' }),
  ).toBeVisible()
  await expect(page.locator('[data-document^="payload:"] :focus')).toHaveCount(1)
})
