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

declare global {
  interface Window {
    writes: number
  }
}

/** Counts what the page gives to its database. */
function countWrites(): void {
  window.writes = 0
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const { put } = IDBObjectStore.prototype
  IDBObjectStore.prototype.put = function counted(this: IDBObjectStore, ...given) {
    window.writes += 1
    return put.apply(this, given)
  }
}

test('a large draft outlives a reload at the worst of moments', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const payload = page.locator('[data-document^="payload:"]')
  const type = async (text: string): Promise<void> => {
    await payload.click()
    await page.keyboard.press('ControlOrMeta+Home')
    await page.keyboard.insertText(text)
  }
  const reload = async (): Promise<void> => {
    await page.reload()
    await untilLoaded(page)
  }
  const beingWritten = (): Promise<unknown> => page.waitForFunction(() => window.writes > 0)
  await page.addInitScript(countWrites)
  await reload()

  await test.step('while it is written as a whole', async () => {
    await bench.replacePayload(LARGER)
    await beingWritten()
    await reload()
    await expect(payload).toContainText('the-large-one')
  })

  await test.step('right after a key', async () => {
    await type('typed-first ')
    await reload()
    await expect(payload).toContainText('typed-first')
  })

  await test.step('right after a key, while what was there before is written', async () => {
    await type('typed-second ')
    await beingWritten()
    await type('typed-third ')
    await reload()
    await expect(payload).toContainText('typed-third typed-second typed-first')
  })

  await test.step('and what is cut from it does not come back', async () => {
    await payload.click()
    await page.keyboard.press('ControlOrMeta+Home')
    for (let words = 0; words < 2; words++) {
      await page.keyboard.press('ControlOrMeta+Delete')
    }
    await reload()
    await expect(payload).toContainText('typed-first')
    await expect(payload).not.toContainText('typed-third typed-second')
  })
})
