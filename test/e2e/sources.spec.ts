/** Sources come and go; what went by mistake comes back. */
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

test('a deleted source comes back with all that belongs to it', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  const send = () => fetch(url, { method: 'POST', body: '{"id":"kept"}' })
  expect((await send()).status).toBe(200)
  await expect(bench.capturedEvent(1)).toBeVisible()
  await bench.replaceCode('// not saved yet\n')
  await expect(page.getByText('Unsaved')).toBeVisible()

  const remove = async (): Promise<void> => {
    await page.getByRole('button', { name: /^Source: Sample/ }).click()
    await page.getByRole('menuitem', { name: 'Delete this source' }).click()
  }
  const messages = page.getByRole('region', { name: /Messages/ })
  await remove()
  await expect(page.getByText('No sources')).toBeVisible()
  await expect(messages).toContainText('deleted')
  // The window is closed, and with it the listener.
  await expect
    .poll(() =>
      send().then(
        ({ status }) => status,
        () => 'refused',
      ),
    )
    .not.toBe(200)
  await messages.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: /^Source: Sample/ })).toBeVisible()
  await expect(bench.capturedEvent(1)).toBeVisible()
  expect(await bench.code()).toContain('// not saved yet')
  await expect(page.getByRole('timer')).toHaveCount(0)
  expect(await bench.capture()).toBe(url)
  expect((await send()).status).toBe(200)
  await expect(bench.capturedEvent(2)).toBeVisible()

  await test.step('with another one at hand, and by the keys alone', async () => {
    await page.keyboard.press('ControlOrMeta+K')
    await page.keyboard.type('delete this source')
    await page.getByRole('option', { name: /Delete This Source/ }).waitFor()
    await page.keyboard.press('Enter')
    await expect(page.getByText('No sources')).toBeVisible()
    // The messages are a landmark that has a key of its own.
    await page.keyboard.press('F6')
    const undo = messages.getByRole('button', { name: 'Undo' })
    while (!(await undo.evaluate((element) => element === document.activeElement))) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await expect(bench.capturedEvent(2)).toBeVisible()
  })
})
