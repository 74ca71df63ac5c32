/** A request as it came, however large. */
import { CapturedEvents } from './pages/captured-events.ts'
import { expect, test } from './support/fixtures.ts'

/** 2 MB in one line, with characters of two and four bytes. */
const BODY = JSON.stringify({
  first: 'the-first',
  items: Array.from({ length: 50_000 }, (_, id) => ({ id, name: `Zoë 😀 number ${id}` })),
  last: 'the-last',
})

declare global {
  interface Window {
    laidOut: Set<EventTarget | null>
  }
}

/** Chromium tells of each part that it draws, and of each that it leaves out again. */
function watchLayout(): void {
  window.laidOut = new Set()
  document.addEventListener('contentvisibilityautostatechange', (event) => {
    if (event instanceof ContentVisibilityAutoStateChangeEvent && event.skipped) {
      window.laidOut.delete(event.target)
    } else {
      window.laidOut.add(event.target)
    }
  })
}

test('a body of 2 MB in one line is shown whole, laid out where it is looked at, and copied exactly', async ({
  dataDir,
  startHost,
}) => {
  const host = await startHost(dataDir)
  const { page } = host
  const events = new CapturedEvents(page)
  expect(BODY.length).toBeGreaterThan(2_000_000)
  await events.drop('large.json', BODY)
  await page.getByRole('button', { name: /^Import/ }).click()
  await events.choose(1)
  await page.evaluate(watchLayout)
  await page.getByRole('tab', { name: 'Raw Request' }).click()
  const raw = page.getByRole('region', { name: 'Raw request' })
  await expect(raw).toContainText('the-first')

  const parts = raw.locator('[data-from]')
  expect(await parts.count()).toBeGreaterThan(60)
  const laidOut = (): Promise<number> => page.evaluate(() => window.laidOut.size)
  await expect.poll(laidOut).toBeGreaterThan(0)
  expect(await laidOut()).toBeLessThan(10)
  expect(await parts.evaluateAll((all) => all.map((part) => part.textContent).join(''))).toBe(BODY)

  await raw.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  await expect.poll(() => parts.last().evaluate((part) => window.laidOut.has(part))).toBe(true)
  expect(await laidOut()).toBeLessThan(20)

  await raw.getByRole('button', { name: 'Copy the body' }).click()
  await expect.poll(async () => (await host.clipboard()) === BODY).toBe(true)

  // By hand across two parts, between which the text has no line feed.
  const selected = await parts.nth(1).evaluate((part) => {
    const [before, here] = [part.previousSibling?.firstChild, part.firstChild]
    if (!(before instanceof Text) || !(here instanceof Text)) {
      throw new Error('There is no text.')
    }
    window.getSelection()?.setBaseAndExtent(before, before.length - 40, here, 60)
    return before.data.slice(-40) + here.data.slice(0, 60)
  })
  await page.keyboard.press('ControlOrMeta+C')
  await expect.poll(() => host.clipboard()).toBe(selected)
})
