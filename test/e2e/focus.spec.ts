/** The focus and what is chosen stay where the user can see and use them. */
import type { Locator } from '@playwright/test'
import { CapturedEvents } from './pages/captured-events.ts'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

async function send(url: string, id: number): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id }),
  })
  expect(answer.status).toBe(200)
}

/** Pixels of the element above and below what its scrolling list shows. */
function hiddenPart(row: Locator): Promise<number> {
  return row.evaluate((element) => {
    const list = element.closest('.scroll')?.getBoundingClientRect()
    const box = element.getBoundingClientRect()
    return list === undefined
      ? Number.NaN
      : Math.round(Math.max(0, list.top - box.top) + Math.max(0, box.bottom - list.bottom))
  })
}

test('the chosen event is in view, whole, however small its list is', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  await page.setViewportSize({ width: 900, height: 600 })
  const bench = new Workbench(page)
  const events = new CapturedEvents(page)
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  const chosen = events.list.getByRole('option', { selected: true })
  const isWhole = (): Promise<void> => expect.poll(() => hiddenPart(chosen)).toBe(0)

  for (let id = 1; id <= 10; id++) {
    await send(url, id)
    await expect(events.event(id)).toBeAttached()
    await isWhole()
  }

  await test.step('by the keys', async () => {
    await chosen.focus()
    for (let at = 0; at < 10; at++) {
      await page.keyboard.press('ArrowDown')
      await isWhole()
    }
    await page.keyboard.press('Home')
    await expect(chosen).toHaveAccessibleName(/Sample payload/)
    await isWhole()
    await page.keyboard.press('End')
    await isWhole()
  })

  await test.step('from elsewhere', async () => {
    for (let at = 0; at < 5; at++) {
      await page.keyboard.press('Alt+K')
      await isWhole()
    }
  })

  await test.step('when the list gets smaller', async () => {
    await events.event(1).focus()
    await page.keyboard.press('End')
    const before = await events.list.evaluate((list) => list.clientHeight)
    await page.setViewportSize({ width: 900, height: 420 })
    await expect.poll(() => events.list.evaluate((list) => list.clientHeight)).toBeLessThan(before)
    await isWhole()
    await page.setViewportSize({ width: 900, height: 600 })
    await isWhole()
  })

  await test.step('when others come', async () => {
    await events.choose(5)
    await bench.stopCapture()
    const again = await bench.capture()
    await send(again, 11)
    await expect(events.event(11)).toBeAttached()
    await isWhole()
  })
})
