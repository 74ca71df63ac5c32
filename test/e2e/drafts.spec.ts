/** What was typed and not saved outlives whatever happens to the page and to the app. */
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'
import { untilLoaded } from './support/host.ts'

/** More than localStorage has room for. */
const LARGE = JSON.stringify({
  payload: { body: { id: 'the-large-one', text: 'x'.repeat(5_500_000).replaceAll('xx', 'y ') } },
})
const LARGER = `${LARGE.slice(0, -4)},${'"more": "than before, '.padEnd(3_000_000, 'z')}"}}}`

test('drafts outlive a reload, also one that localStorage has no room for', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const payload = page.locator('[data-document^="payload:"]')
  await bench.replaceCode('// a small draft\n')
  await expect(page.getByText('Unsaved')).toBeVisible()
  await bench.replacePayload(LARGER)
  await expect(page.getByText('edited copy')).toBeVisible()
  await page.reload()
  await untilLoaded(page)
  expect(await bench.code()).toContain('// a small draft')
  await expect(payload).toContainText('the-large-one')
  await expect(page.getByText('edited copy')).toBeVisible()

  await test.step('the newer of a large and a small draft counts', async () => {
    await bench.replacePayload('{ "payload": { "body": "small again" } }')
    await page.reload()
    await untilLoaded(page)
    await expect(payload).toContainText('small again')
  })

  await test.step('a draft that was taken back does not return', async () => {
    await bench.replacePayload(LARGER)
    await page.getByRole('button', { name: 'Revert' }).click()
    await expect(page.getByText('edited copy')).toBeHidden()
    await page.reload()
    await untilLoaded(page)
    await expect(payload).toContainText('"payload"')
    await expect(payload).not.toContainText('the-large-one')
    await expect(page.getByText('edited copy')).toBeHidden()
  })
})
