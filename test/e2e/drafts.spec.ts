/** What was typed and not saved outlives whatever happens to the page and to the app. */
import { EventEmitter, once } from 'node:events'
import type { Page } from '@playwright/test'
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

interface Call {
  readonly id: number
  readonly method: string
  readonly params: unknown
}

function signal() {
  const events = new EventEmitter()
  const given = once(events, 'given')
  return { given, give: () => void events.emit('given') }
}

/** Holds the answer to the first save of the code back, and keeps what was asked meanwhile. */
async function holdFirstSave(page: Page) {
  const saves: Call[] = []
  const asked = signal()
  const released = signal()
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      const call = JSON.parse(String(message)) as Call
      if (call.method === 'sources.saveCode') {
        saves.push(call)
        asked.give()
      }
      server.send(message)
    })
    server.onMessage(async (message) => {
      const { id } = JSON.parse(String(message)) as Partial<Call>
      if (id !== undefined && id === saves[0]?.id) {
        await released.given
      }
      socket.send(message)
    })
  })
  return { saves, asked: asked.given, release: released.give }
}

test('what is typed and saved while a save is under way is saved after it @browser-mode', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const { saves, asked, release } = await holdFirstSave(page)
  await page.reload()
  await untilLoaded(page)
  const save = () => page.keyboard.press('ControlOrMeta+S')

  await bench.replaceCode('// first\n')
  await save()
  await asked
  await page.keyboard.type('// second')
  await save()
  await save()
  await page.keyboard.type(', third')
  await save()
  // The core has the first one, and its answer is on its way: nothing is sent against it.
  await expect(page.getByText('Unsaved')).toBeVisible()
  expect(saves.map(({ params }) => params)).toMatchObject([{ code: '// first\n', baseVersion: 1 }])

  release()
  await expect(page.getByText('version 3')).toBeVisible()
  await expect(page.getByText('Unsaved')).toHaveCount(0)
  expect(saves.slice(1).map(({ params }) => params)).toMatchObject([
    { code: '// first\n// second, third', baseVersion: 2 },
  ])
  await page.reload()
  await untilLoaded(page)
  expect(await bench.code()).toContain('// second, third')
})
