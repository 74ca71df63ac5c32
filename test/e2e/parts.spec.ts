/** Parts of the window that are loaded after it. */
import { expect, test } from './support/fixtures.ts'
import { untilLoaded } from './support/host.ts'

test('a part that does not come says so, and is there at the next try', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const history = /\/assets\/history-area-[^/]+\.js$/
  const guide = /\/assets\/guide-[^/]+\.js$/
  await page.route(history, (route) => route.abort())
  await page.route(guide, (route) => route.abort())
  // The last that is fetched in idle time: what comes after it is asked for by the user alone.
  const fetched = page.waitForRequest(/\/assets\/migrate-dialog-[^/]+\.js$/)
  await page.reload()
  await untilLoaded(page)
  await fetched
  const title = 'This part could not be loaded'
  const again = page.getByRole('button', { name: 'Try again' })

  await test.step('behind a tab', async () => {
    await page.getByRole('tab', { name: 'History' }).click()
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
  })

  await test.step('over the window', async () => {
    await page.keyboard.press('ControlOrMeta+K')
    await page.keyboard.type('user guide')
    await page.getByRole('option', { name: /User Guide/ }).click()
    const failed = page.getByRole('alertdialog', { name: title })
    await expect(failed).toBeVisible()
    await page.unroute(guide)
    await failed.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('dialog', { name: 'User Guide' })).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('and behind the tab as well', async () => {
    await page.unroute(history)
    await again.click()
    await expect(page.getByRole('heading', { name: title })).toHaveCount(0)
    await expect(page.getByRole('tabpanel', { name: 'History' })).toContainText('runs')
  })
})
