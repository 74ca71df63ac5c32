/** Settings: made by label, kept secret, missed by a run, taken out and in as a file. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { Workbench } from './pages/workbench.ts'
import type { RunningElectron } from './support/electron-host.ts'
import { expect, test } from './support/fixtures.ts'
import type { RunningHost } from './support/host.ts'

const CODE = `async function onRequest(request, settings) {
  Segment.track({ event: 'E', userId: 'u', properties: { key: settings.apiKey.length } })
}`

function card(page: Page, name: string) {
  return page.getByRole('group', { name, exact: true })
}

async function addSetting(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: 'Add setting' }).click()
  await card(page, 'New setting').getByLabel('Label').fill(label)
}

/** Where a download goes: the desktop app asks, which the test answers beforehand. */
async function download(host: RunningHost, to: string, act: () => Promise<void>): Promise<string> {
  if ('app' in host) {
    await (host as RunningElectron).app.evaluate(({ BrowserWindow }, target) => {
      BrowserWindow.getAllWindows()[0]?.webContents.session.once('will-download', (_event, item) =>
        item.setSavePath(target),
      )
    }, to)
    await act()
    await expect.poll(() => readIfThere(to)).toContain('}')
    return readIfThere(to)
  }
  const downloading = host.page.waitForEvent('download')
  await act()
  return readFileSync(await (await downloading).path(), 'utf8')
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

test('a setting is made, missed by a run, kept secret, and goes from source to source', async ({
  dataDir,
  startHost,
}) => {
  const host = await startHost(dataDir)
  const { page } = host
  const bench = new Workbench(page)
  await bench.openTab('Settings')
  const settings = page.getByRole('form', { name: 'Settings' })

  await test.step('the name in code comes from the label', async () => {
    await addSetting(page, 'API Key')
    const made = card(page, 'API Key')
    await expect(made.getByLabel('Name in code')).toHaveValue('apiKey')
    await made.getByText('Required', { exact: true }).click()
    await made.getByText('Encrypted', { exact: true }).click()
    // Saved by the key of a form: the field stays under the fingers.
    await made.getByLabel('Label').press('Enter')
    await expect(settings.getByRole('button', { name: 'Discard changes' })).toHaveCount(0)
    await expect(made.getByLabel('Label')).toBeFocused()
  })

  await test.step('a run without it stops, and leads to the field', async () => {
    await bench.replaceCode(CODE)
    await bench.saveAndTest()
    await expect(settings.getByRole('alert')).toContainText('Invalid Settings')
    const value = card(page, 'API Key').getByLabel('Value', { exact: true })
    await expect(value).toBeFocused()
    await page.keyboard.type('s3cret-value')
    await page.keyboard.press('Enter')
    await expect(settings.getByRole('button', { name: 'Reveal' })).toBeVisible()
    await bench.saveAndTest()
    await expect(bench.verdict).toContainText('200: OK')
    await bench.openTab('Settings')
  })

  await test.step('the value is shown for a while, and copied without being shown', async () => {
    const made = card(page, 'API Key')
    await made.getByRole('button', { name: 'Copy the value of apiKey' }).click()
    await expect.poll(host.clipboard).toBe('s3cret-value')
    await expect(made).not.toContainText('s3cret-value')
    await page.clock.install()
    await made.getByRole('button', { name: 'Reveal' }).click()
    await expect(made).toContainText('s3cret-value')
    await page.clock.runFor(9_000)
    await expect(made).toContainText('s3cret-value')
    await page.clock.runFor(1_500)
    await expect(made).not.toContainText('s3cret-value')
  })

  const file = path.join(dataDir, 'taken.json')
  await test.step('the file declares the secret, without its value', async () => {
    const text = await download(host, file, async () => {
      await page.getByRole('button', { name: 'Import or export settings' }).click()
      await page.getByRole('menuitem', { name: 'Export settings' }).click()
    })
    expect(text).not.toContain('s3cret-value')
    expect(JSON.parse(text)).toMatchObject({ hookbench: { kind: 'settings', version: 1 } })
    expect(text).toContain('"apiKey"')
  })

  await test.step('an import says what it does, does it, and can be undone', async () => {
    writeFileSync(
      file,
      JSON.stringify({
        hookbench: { kind: 'settings', version: 1 },
        settings: [
          { name: 'apiKey', label: 'Key of the API', type: 'STRING', encrypted: true },
          { name: 'dryRun', label: 'Dry run', type: 'BOOLEAN', value: true },
          { name: 'regions', label: 'Regions', type: 'ARRAY', value: ['eu', 'us'] },
        ],
      }),
    )
    await page.getByRole('button', { name: 'Import or export settings' }).click()
    await page.getByRole('menuitem', { name: 'Import settings…' }).click()
    const dialog = page.getByRole('dialog', { name: /Import settings into/ })
    const choosing = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'Choose a file…' }).click()
    await (await choosing).setFiles(file)
    await expect(dialog).toContainText('2 added, 1 changed')
    await dialog.getByRole('button', { name: 'Import settings' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(card(page, 'Dry run')).toBeVisible()
    await expect(card(page, 'Key of the API').getByRole('button', { name: 'Reveal' })).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(card(page, 'Dry run')).toHaveCount(0)
    await expect(card(page, 'API Key').getByRole('button', { name: 'Reveal' })).toBeVisible()
  })
})

test('settings that were typed and not saved outlive the page, secrets excepted', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  await bench.openTab('Settings')
  await addSetting(page, 'Region')
  await card(page, 'Region').getByLabel('Value', { exact: true }).fill('eu-west')
  await page.waitForFunction(() => JSON.stringify(localStorage).includes('eu-west'))
  await page.reload()
  // With the mark of what is not saved behind its name.
  await page.getByRole('tab', { name: /^Settings/ }).click()
  await expect(card(page, 'Region').getByLabel('Value', { exact: true })).toHaveValue('eu-west')
})

test('a low row is reached without moving the window, and a stored secret is not lost by Replace', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  await bench.openTab('Settings')
  const settings = page.getByRole('form', { name: 'Settings' })
  const save = settings.getByRole('button', { name: 'Save settings' })
  const scrolled = () =>
    page.evaluate(() =>
      ['html', 'body', '#root'].map((part) => document.querySelector(part)?.scrollTop),
    )
  for (const label of ['One', 'Two', 'Three', 'Four', 'Five', 'API Key']) {
    await addSetting(page, label)
  }
  const made = card(page, 'API Key')
  const field = made.getByLabel('Value', { exact: true })

  await test.step('by the mouse and by the keys', async () => {
    await made.getByText('Encrypted', { exact: true }).click()
    expect(await scrolled()).toEqual([0, 0, 0])
    await card(page, 'One').getByLabel('Label').focus()
    for (let at = 0; at < 40; at += 1) {
      await page.keyboard.press('Tab')
      expect(await scrolled()).toEqual([0, 0, 0])
    }
  })

  await test.step('Replace: the focus is in the field, and nothing typed changes nothing', async () => {
    await field.fill('first-secret')
    await save.click()
    await made.getByRole('button', { name: 'Replace' }).click()
    await expect(field).toBeFocused()
    await field.fill('x')
    await field.fill('')
    await page.keyboard.press('Enter')
    await expect(made.getByRole('button', { name: 'Reveal' })).toBeVisible()
    await made.getByRole('button', { name: 'Reveal' }).click()
    await expect(made).toContainText('first-secret')
    await made.getByRole('button', { name: 'Replace' }).click()
    await page.keyboard.type('second-secret')
    await page.keyboard.press('Enter')
    await made.getByRole('button', { name: 'Reveal' }).click()
    await expect(made).toContainText('second-secret')
  })

  await test.step('what is deleted is said, and can be kept', async () => {
    await made.getByRole('button', { name: 'Delete the value of apiKey' }).click()
    await expect(made).toContainText('The stored value is deleted when you save.')
    await made.getByRole('button', { name: 'Keep the stored value' }).click()
    await expect(made.getByRole('button', { name: 'Replace' })).toBeFocused()
    await made.getByRole('button', { name: 'Delete the value of apiKey' }).click()
    await save.click()
    await expect(made.getByRole('button', { name: 'Keep the stored value' })).toHaveCount(0)
    await expect(field).toHaveValue('')
  })
})

test('what was run before a setting was encrypted is masked in the window at once', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  await bench.openTab('Settings')
  await addSetting(page, 'API Key')
  const made = card(page, 'API Key')
  await made.getByLabel('Value', { exact: true }).fill('no-secret-yet')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await bench.replaceCode(`function onRequest(request, settings) {
  Segment.track({ event: 'E', userId: 'u', properties: { key: settings.apiKey } })
}`)
  await bench.saveAndTest()
  await expect(bench.output).toContainText('no-secret-yet')
  const openPastRun = async (): Promise<void> => {
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByRole('option', { name: /Sample payload/ }).click()
  }
  const pastRun = page.getByRole('region', { name: 'The chosen run' })
  await openPastRun()
  await expect(pastRun).toContainText('no-secret-yet')

  await bench.openTab('Settings')
  await made.getByText('Encrypted', { exact: true }).click()
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(made.getByRole('button', { name: 'Reveal' })).toBeVisible()
  await openPastRun()
  await expect(pastRun).toContainText('••••••')
  await bench.openTab('Test')
  await expect(bench.output).toContainText('••••••')
  await expect(page.getByText('no-secret-yet')).toHaveCount(0)
})
