/** The webhook's address before a window is open, and the answer to the question of the tunnel. */
import { startRelay } from '../support/relay.ts'
import { CapturedEvents } from './pages/captured-events.ts'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

test('the address is there to be copied first, and who stays local is not asked again', async ({
  dataDir,
  startHost,
  track,
}) => {
  const relay = await startRelay()
  track(relay, () => relay.close())
  const first = await startHost(dataDir)
  const bench = new Workbench(first.page)
  const events = new CapturedEvents(first.page)

  await test.step('it can be copied before anything is opened', async () => {
    await expect(first.page.getByText('Local, opens with the window')).toBeVisible()
    await first.page.getByRole('button', { name: 'Copy the URL' }).click()
    expect(await first.clipboard()).toBe(await bench.webhookUrl.inputValue())
    await expect(first.page.getByRole('timer')).toHaveCount(0)
  })

  await test.step('staying local is an answer', async () => {
    await first.page.getByTestId('tunnel-state').click()
    await first.page.getByLabel('Relay host').fill(relay.url)
    await first.page.getByRole('button', { name: 'Use', exact: true }).click()
    await first.page.keyboard.press('Escape')
    await bench.capture()
    await events.consent.getByRole('button', { name: 'Stay local' }).click()
    await expect(first.page.getByTestId('tunnel-state')).toHaveText('Local only')
    await first.close()
  })

  const { page } = await startHost(dataDir)
  await test.step('which a restart remembers', async () => {
    const again = new CapturedEvents(page)
    await new Workbench(page).capture()
    await expect(page.getByTestId('tunnel-state')).toHaveText('Local only')
    await expect(again.consent).toHaveCount(0)
    expect(relay.asked).toEqual([])
  })

  await test.step('and the tunnel menu takes back, either way', async () => {
    await page.getByTestId('tunnel-state').click()
    await page.getByRole('button', { name: 'Agree', exact: true }).click()
    await expect(page.getByTestId('tunnel-state')).toHaveText('Listening')
    await page.getByRole('button', { name: 'Withdraw' }).click()
    await expect(page.getByTestId('tunnel-state')).toHaveText('Local only')
    await expect.poll(() => relay.sockets()).toBe(0)
  })
})

test('events find a source where there is none', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const events = new CapturedEvents(page)
  await page.getByRole('button', { name: /^Source:/ }).click()
  await page.getByRole('menuitem', { name: 'Delete this source' }).click()
  await page.getByRole('button', { name: 'Import…' }).click()
  await events.importText(`curl https://h.example -d '{"type":"kept"}'`)
  await page.getByRole('button', { name: 'Import 1 event' }).click()
  await expect(page.getByRole('button', { name: 'Source: Imported events' })).toBeVisible()
  await expect(events.event(1)).toBeVisible()
})
