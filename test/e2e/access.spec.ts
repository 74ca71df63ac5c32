/** Nothing that everybody cannot use: axe at the states of the story, in both themes, all sizes. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { Authoring } from './pages/authoring.ts'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Past the page's own policy, which lets no foreign script in. */
async function checker(page: Page): Promise<(state: string, within?: string) => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  const evaluate = async (expression: string): Promise<unknown> => {
    const options = { expression, awaitPromise: true, returnByValue: true }
    const { result } = await session.send('Runtime.evaluate', options)
    return result.value
  }
  await evaluate(axe)
  return async (state, within = 'html') => {
    // A colour on its way to another is neither, nor is that of a menu that is still fading in.
    await evaluate(`Promise.allSettled(document.getAnimations()
      .filter(({ effect, timeline }) => timeline === document.timeline
        && effect?.getComputedTiming().endTime !== Infinity)
      .map(({ finished }) => finished))`)
    // A tip stands beside what it tells of, outside of all regions, wherever the library puts it.
    const found = await evaluate(`axe.run({
      include: '${within}', exclude: '[data-overlay-container]:has(> [role="tooltip"])',
    }).then(({ violations }) => violations.map(
      ({ id, nodes }) => id + ' at ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`)
    expect.soft(found, state).toEqual([])
  }
}

const CODE = `async function onRequest(request, settings) {
  const body = request.json()
  console.warn('seen', body.type)
  if (body.type === 'refund.created') throw new EventNotSupported(body.type)
  Segment.track({ event: 'Seen', userId: body.customer.id })
}`

for (const theme of ['Light', 'Dark']) {
  test(`axe finds nothing at the states of the story in the ${theme.toLowerCase()} theme`, async ({
    dataDir,
    startHost,
  }) => {
    test.setTimeout(120_000)
    const { page } = await startHost(dataDir)
    const bench = new Workbench(page)
    const author = new Authoring(page)
    await author.choose(`${theme.toLowerCase()} theme`)
    const check = await checker(page)
    const escape = async (): Promise<void> => {
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    const open = (tab: string): Promise<void> =>
      page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click()

    await check('the first start')
    await page.keyboard.press('ControlOrMeta+K')
    await author.palette.waitFor()
    await check('the palette')
    await escape()
    await author.choose('keyboard shortcuts')
    await check('the sheet of shortcuts')
    await escape()

    await bench.chooseNoTunnel()
    await bench.capture()
    await page.keyboard.press('ControlOrMeta+Shift+Y')
    await bench.capturedEvent(1).waitFor()
    await bench.replaceCode(CODE)
    await check('captured, with unsaved code and a message')
    await bench.saveAndTest()
    await expect(bench.verdict).toContainText('200: OK')
    await check('an output')
    await bench.capturedEvent(1).click({ button: 'right' })
    await page.getByRole('menu').waitFor()
    // The page behind an open menu is hidden on purpose.
    await check('the menu of an event', '[role="menu"]')
    await page.keyboard.press('Escape')
    await author.choose('inspect the event')
    await page.getByRole('region', { name: 'Captured Event 1', exact: true }).waitFor()
    await check('an event')
    await author.choose('replay the event')
    await page.getByRole('dialog', { name: /^Replay/ }).waitFor()
    await check('a replay')
    await escape()

    await author.choose('new payload')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('{"broken": ')
    await check('a new payload that is none yet')
    await page.getByRole('dialog').getByRole('textbox').fill('{"type": "refund.created"}')
    await page.getByRole('button', { name: 'Use this payload' }).click()
    await author.choose('compare the payload')
    await page.locator('.modified-in-monaco-diff-editor').waitFor()
    await check('two payloads beside each other')
    await escape()
    await bench.saveAndTest()
    await expect(bench.verdict).toContainText('Unsupported Event Type')
    await check('an error')

    await page.keyboard.press('ControlOrMeta+Shift+Enter')
    await page.getByTestId('ring-summary').getByText(/new/).waitFor()
    await check('all events')
    await page.getByRole('button', { name: 'Export as test cases' }).click()
    await page.getByRole('region', { name: 'Files' }).waitFor()
    await check('the export of cases')
    await escape()

    await open('Settings')
    await page.getByRole('button', { name: 'Add setting' }).click()
    await check('a new setting')
    await page.getByRole('button', { name: 'Import or export settings' }).click()
    await page.getByRole('menuitem', { name: 'Import settings…' }).click()
    await check('an import of settings')
    await escape()
    for (const tab of ['Templates', 'Push', 'History']) {
      await open(tab)
      await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible()
      await check(`the tab ${tab}`)
    }
  })
}

test('nothing moves for who asked for that', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const author = new Authoring(page)
  await new Workbench(page).chooseNoTunnel()
  await new Workbench(page).capture()
  await page.keyboard.press('ControlOrMeta+K')
  await author.palette.waitFor()
  // A scroll is no motion that the page makes by itself.
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter(
        ({ playState, timeline, effect }) =>
          playState === 'running' &&
          timeline instanceof DocumentTimeline &&
          // Cut to a hundredth of a millisecond, which one frame can still see.
          Number(effect?.getComputedTiming().duration) > 1,
      )
      .map(({ effect }) => (effect as KeyframeEffect).target?.className ?? ''),
  )
  expect(moving).toEqual([])
})

test('twice as large on a small window, everything is still in reach', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  // What a window of 900x600 has left at a zoom of 200 %.
  await page.setViewportSize({ width: 450, height: 300 })
  const inReach = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth <= innerWidth,
    run: document.querySelector('[aria-keyshortcuts*="Enter"]')?.getBoundingClientRect().right,
  }))
  expect(inReach.wide).toBe(true)
  expect(inReach.run).toBeLessThanOrEqual(450)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(new Workbench(page).verdict).toContainText('200: OK')
})
