/** Test cases leave the window as files that `hookbench test` runs. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'
import { CapturedEvents } from './pages/captured-events.ts'
import { Workbench } from './pages/workbench.ts'
import type { RunningElectron } from './support/electron-host.ts'
import { expect, test } from './support/fixtures.ts'

const cli = path.resolve(import.meta.dirname, '../../out/main/cli.js')

test('the cases of a source are saved and pass where they were taken', async ({
  dataDir,
  startHost,
  hostKind,
}) => {
  const host = await startHost(dataDir)
  const { page } = host
  const bench = new Workbench(page)
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await page.getByTestId('ring-summary').getByText(/new/).waitFor()
  await page.getByRole('button', { name: 'Accept all' }).click()
  await page.getByTestId('ring-summary').getByText(/same/).waitFor()
  await bench.page.getByRole('button', { name: 'Export as test cases' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export as test cases' })
  await expect(dialog.getByRole('region', { name: 'Files' })).toContainText('function.js')
  await expect(dialog).toContainText('cases/sample-payload.json')

  if (hostKind === 'browser') {
    await expect(dialog.getByRole('button', { name: /folder/ })).toHaveCount(0)
    const downloading = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save as ZIP' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('sample-cases.zip')
    const bytes = readFileSync(await download.path())
    expect(bytes.subarray(0, 4)).toEqual(Buffer.from('PK\u0003\u0004'))
    expect(bytes.includes('sample/cases/sample-payload.json')).toBe(true)
    return
  }

  const folder = path.join(dataDir, 'repository')
  mkdirSync(folder)
  // Stands in for the system's dialog, which nobody answers here.
  await (host as RunningElectron).app.evaluate(({ dialog: dialogs }, chosen) => {
    dialogs.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, folder)
  const save = dialog.getByRole('button', { name: 'Save to a folder…' })
  await save.click()
  await expect(page.getByText(`The cases are in ${folder}.`)).toBeVisible()
  await expect.poll(() => existsSync(path.join(folder, 'function.js'))).toBe(true)
  expect(readdirSync(path.join(folder, 'cases'))).toEqual(['sample-payload.json'])
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'test', folder])
  expect(stdout).toContain('1 passed')
})

// The same dialog in both hosts; a browser hands the files out.
test('senders’ credentials are in the cases only when that is asked for @browser-mode', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const events = new CapturedEvents(page)
  await events.fromListMenu('Import…')
  await events.importText(`curl https://h.example -H 'Authorization: Bearer s3cret-token' -d '{}'`)
  await page.getByRole('button', { name: 'Import 1 event' }).click()
  await events.event(1).waitFor()
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await page.getByTestId('ring-summary').getByText(/new/).waitFor()

  const saved = async (isWhole: boolean): Promise<string> => {
    await page.getByRole('button', { name: 'Export as test cases' }).click()
    const dialog = page.getByRole('dialog', { name: 'Export as test cases' })
    await expect(dialog).toContainText('Left out: header Authorization.')
    if (isWhole) {
      await dialog.getByText('Include secrets').click()
      await expect(dialog).toContainText('can act in your name with these: header Authorization.')
    }
    const downloading = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save as ZIP' }).click()
    const files = unzipSync(readFileSync(await (await downloading).path()))
    const file = files['sample/cases/captured-event-1.json'] ?? new Uint8Array()
    return Buffer.from(file).toString()
  }
  expect(await saved(true)).toContain('Bearer s3cret-token')
  // Asked each time.
  expect(await saved(false)).toContain('Bearer REDACTED')
})
