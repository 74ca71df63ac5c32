/** The focus and what is chosen stay where the user can see and use them. */
import type { Locator, Page } from '@playwright/test'
import { Authoring } from './pages/authoring.ts'
import { CapturedEvents } from './pages/captured-events.ts'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

const CODE = `async function onRequest(request, settings) {
  Segment.track({ event: 'Seen', userId: String(request.json().id), properties: {} })
}`

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

function hasFocus(page: Page): Promise<boolean> {
  return page.evaluate(
    () => document.activeElement !== null && document.activeElement !== document.body,
  )
}

async function press(button: Locator): Promise<void> {
  await button.focus()
  await button.page().keyboard.press('Enter')
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

test('a button that goes away or is disabled hands its focus on', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const author = new Authoring(page)
  const ring = page.getByRole('region', { name: 'All events', exact: true })
  await bench.replaceCode(CODE)

  await test.step('Run, Cancel and Run again in one place', async () => {
    await page.getByRole('tab', { name: 'All Events' }).click()
    await press(ring.getByRole('button', { name: /^Run/ }))
    await expect(ring.getByTestId('ring-summary')).toContainText('new')
    await expect(ring.getByRole('button', { name: /^Run/ })).toBeFocused()
  })

  await test.step('Accept all, with nothing left to accept', async () => {
    const all = ring.getByRole('button', { name: 'Accept all' })
    await press(all)
    await expect(all).toBeDisabled()
    await expect(ring.getByRole('button', { name: /test cases|Export/ })).toBeFocused()
  })

  await test.step('Undo in its message', async () => {
    await press(author.messages.getByRole('button', { name: 'Undo' }))
    await expect(ring.getByTestId('ring-summary')).toContainText('new')
    await expect.poll(() => hasFocus(page)).toBe(true)
    await expect(ring.locator(':focus')).toHaveCount(1)
  })

  await test.step('Accept of one', async () => {
    await press(ring.getByRole('button', { name: 'Accept', exact: true }))
    await expect(ring.getByRole('button', { name: 'Accept', exact: true })).toHaveCount(0)
    await expect(ring.getByRole('button', { name: 'Open payload' })).toBeFocused()
  })

  await test.step('Revert of a payload', async () => {
    await bench.openTab('Test')
    await bench.replacePayload('{"id": 2}')
    const revert = page.getByRole('button', { name: 'Revert' })
    await press(revert)
    await expect(revert).toBeHidden()
    await expect.poll(() => hasFocus(page)).toBe(true)
  })

  await test.step('the last setting, and Save', async () => {
    await bench.openTab('Settings')
    const remove = page.getByRole('button', { name: /^(?:Delete|Remove)/ })
    while ((await remove.count()) > 0) {
      const count = await remove.count()
      await press(remove.last())
      await expect(remove).toHaveCount(count - 1)
      await expect.poll(() => hasFocus(page)).toBe(true)
    }
    const save = page.getByRole('button', { name: /^Save/ }).last()
    await press(save)
    await expect(page.getByText('Unsaved')).toBeHidden()
    await expect.poll(() => hasFocus(page)).toBe(true)
  })
})
