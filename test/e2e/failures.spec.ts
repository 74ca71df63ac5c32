/** What breaks under the window is really broken here: each has a way out, and no typed text is lost. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Workbench } from './pages/workbench.ts'
import type { RunningElectron } from './support/electron-host.ts'
import { expect, test } from './support/fixtures.ts'

/** Where Chromium keeps what a page stores, in either of its encodings. */
function isOnDisk(folder: string, text: string): boolean {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => file.includes('leveldb') && statSync(file).isFile())
    .some((file) => {
      const bytes = readFileSync(file)
      return bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'))
    })
}

const TYPED = 'async function onRequest() { /* typed, never saved */ }'

test('what was typed survives the sudden death of the desktop app', async ({
  dataDir,
  startHost,
  hostKind,
}) => {
  test.skip(hostKind !== 'electron', 'in a browser the page outlives its core, see below')
  const host = await startHost(dataDir)
  await new Workbench(host.page).replaceCode(TYPED)
  await expect.poll(() => isOnDisk(path.join(dataDir, 'browser/page'), 'never saved')).toBe(true)
  await host.kill()
  const again = await startHost(dataDir)
  await expect(again.page.getByText('Unsaved')).toBeVisible()
  expect(await new Workbench(again.page).code()).toContain('typed, never saved')
})

test('a crashed page of the desktop app comes back with what was typed', async ({
  dataDir,
  startHost,
  hostKind,
}) => {
  test.skip(hostKind !== 'electron', 'a browser has a page of its own for that')
  const { app, page } = (await startHost(dataDir)) as RunningElectron
  await new Workbench(page).replaceCode(TYPED)
  await page.waitForFunction(() =>
    Object.values(localStorage).some((text) => String(text).includes('never saved')),
  )
  // Nobody answers the dialog here; the test presses its first button.
  const said = app.evaluate(
    ({ BrowserWindow, dialog }) =>
      new Promise<string>((resolve) => {
        dialog.showMessageBox = (...args: unknown[]) => {
          resolve((args.at(-1) as { detail: string }).detail)
          return Promise.resolve({ response: 0, checkboxChecked: false })
        }
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
      }),
  )
  expect(await said).toContain('What you typed is kept')
  // The page object died with the page: the window itself is asked.
  const shown = (): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        `document.querySelector('[data-document^="code:"] .view-lines')?.textContent ?? ''`,
      ),
    )
  await expect.poll(shown).toContain('never\u00A0saved')
})
