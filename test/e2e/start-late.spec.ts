/** The code that is opened while the window comes, where that takes as long as on a slow machine. */
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'
import { untilLoaded } from './support/host.ts'

/** From when on the window does not wait for the code any more, and somewhat more. */
const TOO_LONG_MS = 1100

test('the code that was opened at the last moment is taken over all the same', async ({
  dataDir,
  startHost,
}) => {
  const { page, holdFile } = await startHost(dataDir)
  const bench = new Workbench(page)
  const code = page.locator('[data-document^="code:"] .monaco-editor')
  // Once the code is opened, and before anybody can be told of it.
  await page.addInitScript((milliseconds) => {
    const { mark } = performance
    performance.mark = (name, options) => {
      const made = mark.call(performance, name, options)
      const until = performance.now() + (name === 'hookbench:ready' ? milliseconds : 0)
      while (performance.now() < until) {
        // Busy.
      }
      return made
    }
  }, TOO_LONG_MS)
  const letGo = await holdFile('window')
  await page.reload()
  await code.click()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.type('// before\n')
  // What is typed in a frame without a focus is lost.
  const isFocusLost = await page.evaluateHandle(() => {
    const watch = { isLost: false }
    const look = (): void => {
      watch.isLost ||= document.activeElement === document.body
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    return watch
  })
  await letGo()
  await untilLoaded(page)
  await page.keyboard.type('/* after */')
  await expect.poll(() => bench.code()).toMatch(/^\/\* after \*\/.+/m)
  expect(await bench.code()).toMatch(/^\/\/ before$/m)
  expect(await isFocusLost.evaluate(({ isLost }) => isLost)).toBe(false)
})
