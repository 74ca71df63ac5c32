/** The editor first: the code can be typed in before the window is there. */
import type { Page } from '@playwright/test'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'
import { untilLoaded, type RunningHost } from './support/host.ts'
import { wantPort } from './support/want-port.ts'

/** The window's script comes after Monaco on few processors, and beside it on many. */
const PROCESSORS = [2, 8]

async function pretendProcessors(page: Page, count: number): Promise<void> {
  await page.addInitScript((given) => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => given })
  }, count)
}

/**
 * Starts the page again. Its window's script does not come before the answer is called, which waits
 * for the window.
 */
async function startWithoutWindow({ page, holdFile }: RunningHost): Promise<() => Promise<void>> {
  const letGo = await holdFile('window')
  await page.reload()
  await untilReady(page)
  return async () => {
    await letGo()
    await untilLoaded(page)
  }
}

async function untilReady(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('hookbench:ready').length > 0)
}

async function typeOnTop(page: Page, text: string): Promise<void> {
  await code(page).click()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.type(text)
}

const code = (page: Page) => page.locator('[data-document^="code:"] .monaco-editor')
const lines = (page: Page) => code(page).locator('.view-lines')

for (const processors of PROCESSORS) {
  test.describe(`on ${processors} processors`, () => {
    test('what is typed before the window is there stays, with caret, focus and undo', async ({
      dataDir,
      startHost,
    }) => {
      const host = await startHost(dataDir)
      const { page } = host
      await pretendProcessors(page, processors)
      const bench = new Workbench(page)
      const showWindow = await startWithoutWindow(host)
      await expect(page.getByRole('tab', { name: 'History' })).toHaveCount(0)
      await typeOnTop(page, '// before the window\n')
      await expect(lines(page)).toContainText('// before the window')
      // The browser's own Save, or a new line in the editor, would be a surprise.
      await page.keyboard.press('ControlOrMeta+Enter')

      await showWindow()
      await expect(lines(page)).toContainText('// before the window')
      await test.step('the key that was pressed is done', async () => {
        await expect(bench.verdict).toBeVisible()
        await expect(page.getByText('version 2')).toBeVisible()
        expect(await bench.code()).toMatch(/^\/\/ before the window\n/)
      })
      await test.step('caret and focus are where they were', async () => {
        await page.keyboard.type('/* and after it */')
        await expect.poll(() => bench.code()).toMatch(/^\/\* and after it \*\/.+/m)
        await expect(page.getByText('Unsaved')).toBeVisible()
      })
      await test.step('undo goes back to before the window', async () => {
        for (let presses = 0; presses < 8; presses++) {
          await page.keyboard.press('ControlOrMeta+Z')
        }
        await expect(lines(page)).not.toContainText('before the window')
      })
    })

    test('what is typed in a page that goes before its window came is a draft', async ({
      dataDir,
      startHost,
    }) => {
      const host = await startHost(dataDir)
      const { page } = host
      await pretendProcessors(page, processors)
      const bench = new Workbench(page)
      const showWindow = await startWithoutWindow(host)
      await typeOnTop(page, '// an early word\n')
      await page.reload()
      await untilReady(page)
      await expect(lines(page)).toContainText('// an early word')
      await showWindow()
      await expect(page.getByText('Unsaved')).toBeVisible()
      expect(await bench.code()).toContain('// an early word')
    })

    test('the code stays where it is when the window comes', async ({ dataDir, startHost }) => {
      wantPort(dataDir, 0)
      const host = await startHost(dataDir)
      const { page } = host
      await pretendProcessors(page, processors)
      const stays = async (): Promise<void> => {
        const showWindow = await startWithoutWindow(host)
        const before = await code(page).boundingBox()
        const textBefore = await lines(page).boundingBox()
        await showWindow()
        expect(await code(page).boundingBox()).toEqual(before)
        expect(await lines(page).boundingBox()).toEqual(textBefore)
      }
      for (const size of [
        { width: 1280, height: 800 },
        { width: 900, height: 600 },
      ]) {
        await page.setViewportSize(size)
        await stays()
      }
      await test.step('without the first steps, and where it was made wider', async () => {
        await page.getByRole('button', { name: 'Hide the first steps' }).click()
        await page.getByRole('separator', { name: 'Resize the code' }).focus()
        for (let presses = 0; presses < 3; presses++) {
          await page.keyboard.press('ArrowRight')
        }
        await stays()
      })
    })

    test(
      'what does not come is said',
      // Of the desktop app the files are its own.
      { tag: '@browser-mode' },
      async ({ dataDir, startHost }) => {
        const { page } = await startHost(dataDir)
        await pretendProcessors(page, processors)
        const rejected: Error[] = []
        page.on('pageerror', (error) => rejected.push(error))
        const monaco = /\/assets\/editor-[^/]+\.js$/
        const window = /\/assets\/window-[^/]+\.js$/

        await test.step('Monaco, in the window that is there without it', async () => {
          await page.route(monaco, (route) => route.abort())
          await page.reload()
          const title = page.getByRole('heading', { name: 'This part could not be loaded' })
          await expect(title.first()).toBeVisible()
          await page.unroute(monaco)
          await page.getByRole('button', { name: 'Try again' }).first().click()
          await expect(code(page)).toBeVisible()
        })

        await test.step('the window, in the page', async () => {
          await page.route(window, (route) => route.abort())
          await page.reload()
          const heading = page.getByRole('heading', { name: 'The window could not be loaded' })
          await expect(heading).toBeVisible()
          await expect(code(page)).toHaveCount(0)
          await page.unroute(window)
          await page.getByRole('button', { name: 'Load it again' }).click()
          await untilLoaded(page)
        })
        expect(rejected).toEqual([])
      },
    )
  })
}

test(
  "where processors are free the window's script comes beside Monaco",
  { tag: '@browser-mode' },
  async ({ dataDir, startHost }) => {
    const { page, holdFile } = await startHost(dataDir)
    await pretendProcessors(page, 8)
    await page.addInitScript(() => {
      const later = window.setTimeout.bind(window)
      // Without the second after which the window waits for Monaco no longer.
      const setTimeout = (work: () => void, ms = 0) => (ms === 1000 ? 0 : later(work, ms))
      Object.assign(window, { setTimeout })
    })
    const letGo = await holdFile('editor')
    const asked = page.waitForRequest(/\/assets\/window-/)
    await page.reload({ waitUntil: 'commit' })
    await asked
    await letGo()
    await untilLoaded(page)
    await expect(code(page)).toBeVisible()
  },
)

test('in a small window the code comes with its frame', async ({ dataDir, startHost }) => {
  const host = await startHost(dataDir)
  const { page } = host
  await pretendProcessors(page, 2)
  await page.setViewportSize({ width: 640, height: 600 })
  const letGo = await host.holdFile('window')
  const asked = page.waitForRequest(/\/assets\/window-/)
  await page.reload()
  // In the turn in which the code is opened, where it is to be.
  await asked
  await page.evaluate(() => new Promise(requestAnimationFrame))
  await expect(code(page)).toHaveCount(0)
  await letGo()
  await untilLoaded(page)
  await expect(code(page)).toBeVisible()
})
