/** The payload: one's own, edited beside what arrived, compared and brought back. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { Authoring } from './pages/authoring.ts'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

const ECHO = `async function onRequest(request) {
  Segment.track({ event: 'Seen', userId: 'u', properties: request.json() })
}`

test('a payload is pasted, taken from a file and a template, edited, compared and reverted', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const { messages } = new Authoring(page)
  const payload = page.getByRole('region', { name: 'Payload', exact: true })
  const dialog = page.getByRole('dialog', { name: 'New payload' })
  const field = dialog.getByRole('textbox')
  await bench.replaceCode(ECHO)

  await test.step('pasted: what is wrong is said while it is typed', async () => {
    await payload.getByRole('button', { name: 'New…' }).click()
    await expect(field).toBeFocused()
    await page.keyboard.type('{"kind": ')
    await expect(dialog).toContainText('Not JSON yet')
    await page.keyboard.type('"pasted"}')
    await expect(dialog).not.toContainText('Not JSON yet')
    await dialog.getByRole('button', { name: 'Use this payload' }).click()
    await bench.saveAndTest()
    await expect(bench.output).toContainText('pasted')
  })

  await test.step('from a file, and the one before comes back', async () => {
    const file = path.join(dataDir, 'payload.json')
    writeFileSync(file, '{"kind": "from a file", "large": 12345678901234567890}')
    await payload.getByRole('button', { name: 'New…' }).click()
    const choosing = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'From a file…' }).click()
    await (await choosing).setFiles(file)
    await expect(field).toHaveValue(/12345678901234567890/)
    await dialog.getByRole('button', { name: 'Use this payload' }).click()
    await expect(payload).toContainText('from a file')
    await messages.getByRole('button', { name: 'Undo' }).first().click()
    await expect(payload).toContainText('pasted')
  })

  await test.step('from a template', async () => {
    await payload.getByRole('button', { name: 'New…' }).click()
    await dialog.getByRole('button', { name: 'From a template' }).click()
    await page.getByRole('menuitem', { name: 'GitHub', exact: true }).click()
    await expect(field).toHaveValue(/payload/)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  })

  await test.step('compared with what it was, reverted, and the revert undone', async () => {
    await payload.getByRole('button', { name: 'New…' }).click()
    await field.fill('{"kind": "edited"}')
    await dialog.getByRole('button', { name: 'Use this payload' }).click()
    await payload.getByRole('button', { name: 'Compare' }).click()
    const compare = page.getByRole('dialog', { name: 'The payload and your changes' })
    await expect(compare.locator('.modified-in-monaco-diff-editor')).toContainText('edited')
    await expect(compare.locator('.original-in-monaco-diff-editor')).toContainText('pasted')
    await compare.getByRole('button', { name: 'Revert' }).click()
    await expect(compare).toHaveCount(0)
    await expect(payload).toContainText('pasted')
    await messages.getByRole('button', { name: 'Undo' }).first().click()
    await expect(payload).toContainText('edited')
  })
})

test(
  'a draft that meets a newer save shows both, and either choice can be undone',
  { tag: '@browser-mode' },
  async ({ dataDir, startHost }) => {
    const { page } = await startHost(dataDir)
    // The desktop app is one per folder, hence the tag.
    const other = await startHost(dataDir)
    await new Workbench(page).replaceCode('async function onRequest() { /* mine */ }')
    await new Workbench(other.page).replaceCode('async function onRequest() { /* theirs */ }')
    await other.page.keyboard.press('ControlOrMeta+S')
    const notice = page.getByRole('alert').filter({ hasText: 'was saved elsewhere' })
    await notice.getByRole('button', { name: 'Compare' }).click()
    const dialog = page.getByRole('dialog', { name: 'Saved code and yours' })
    await expect(dialog.locator('.original-in-monaco-diff-editor')).toContainText('theirs')
    await expect(dialog.locator('.modified-in-monaco-diff-editor')).toContainText('mine')
    await dialog.getByRole('button', { name: 'Take the saved code' }).click()
    await expect.poll(() => new Workbench(page).code()).toContain('theirs')
    await page.locator('[data-document^="code:"]').click()
    await page.keyboard.press('ControlOrMeta+Z')
    await expect.poll(() => new Workbench(page).code()).toContain('mine')
  },
)
