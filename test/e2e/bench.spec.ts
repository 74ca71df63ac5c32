/** What makes the bench a place to work at: sizes that stay, snippets, runs and their marks. */
import { Authoring } from './pages/authoring.ts'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'
import { untilLoaded } from './support/host.ts'

test('the sizes of the panes are there again after a reload', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const code = page.getByRole('region', { name: 'Function code' })
  const width = async (): Promise<number> => Math.round((await code.boundingBox())?.width ?? 0)
  const before = await width()
  await page.getByRole('separator', { name: 'Resize the code' }).focus()
  for (let times = 0; times < 3; times += 1) {
    await page.keyboard.press('ArrowLeft')
  }
  await expect.poll(width).toBeLessThan(before - 50)
  const chosen = await width()
  await page.reload()
  await untilLoaded(page)
  await expect.poll(async () => Math.abs((await width()) - chosen)).toBeLessThan(3)
})

test('a snippet is filled in, and a save runs it when that is wanted', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const author = new Authoring(page)
  await bench.replaceCode('async function onRequest(request) {\n  const body = request.json()\n')
  await page.keyboard.type('Segment.tr')
  const snippet = author.suggestions.filter({ hasText: 'snippet' }).first()
  await snippet.click()
  await expect.poll(() => bench.code()).toContain("event: 'Order Completed'")
  // The first field is chosen: what is typed takes its place, and Tab goes to the next.
  await page.keyboard.type('Paid')
  await page.keyboard.press('Tab')
  await page.keyboard.type("'u-1'")
  await expect.poll(() => bench.code()).toContain("event: 'Paid'")
  await expect.poll(() => bench.code()).toContain("userId: 'u-1'")

  await bench.replaceCode(
    `async function onRequest() {\n  Segment.track({ event: 'Ran on save', userId: 'u' })\n}`,
  )
  await page.keyboard.press('ControlOrMeta+S')
  await expect(page.getByText('Unsaved')).toBeHidden()
  await expect(bench.verdict).toHaveCount(0)
  await page.getByRole('button', { name: 'Run options' }).click()
  await page.getByText('Run on save', { exact: true }).click()
  await page.keyboard.press('Escape')
  await bench.replaceCode(
    `async function onRequest() {\n  Segment.track({ event: 'Ran by itself', userId: 'u' })\n}`,
  )
  await page.keyboard.press('ControlOrMeta+S')
  await expect(bench.verdict).toContainText('200: OK')
  await expect(bench.output).toContainText('Ran by itself')
})

test('a long run shows that it runs, and the error of a run its line', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const author = new Authoring(page)
  await author.choose('Edit This Source')
  const form = page.getByRole('dialog', { name: 'Edit' })
  await form.getByRole('button', { name: /Profile/ }).click()
  await page.getByRole('option', { name: /^Current/ }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toHaveCount(0)

  await bench.replaceCode('async function onRequest() {\n  await new Promise(() => {})\n}')
  await bench.saveAndTest()
  await expect(page.getByRole('progressbar', { name: 'Running the function' })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(bench.verdict).toContainText('Cancelled')
  await expect(page.getByRole('progressbar')).toHaveCount(0)

  await bench.replaceCode(
    `async function onRequest(request) {\n  const body = request.json()\n  throw new Error('no such order')\n}`,
  )
  await bench.saveAndTest()
  await expect(bench.verdict).toContainText('no such order')
  const editor = page.locator('[data-document^="code:"]')
  const mark = editor.locator('.squiggly-error')
  await expect(mark).toHaveCount(1)
  const line = await editor.locator('.view-line', { hasText: 'throw' }).boundingBox()
  const at = await mark.boundingBox()
  expect(Math.abs((at?.y ?? 0) - (line?.y ?? 99))).toBeLessThan(4)
  // It is that code's: with other code it goes.
  await bench.replaceCode('async function onRequest() {}')
  await bench.saveAndTest()
  await expect(mark).toHaveCount(0)
})
