/** What breaks under the window is really broken here: each has a way out, and no typed text is lost. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { Authoring } from './pages/authoring.ts'
import { Workbench } from './pages/workbench.ts'
import { startForwarder } from '../support/forwarder.ts'
import { serve } from './support/browser-host.ts'
import { root, type RunningElectron } from './support/electron-host.ts'
import { expect, test } from './support/fixtures.ts'
import { untilLoaded } from './support/host.ts'

/** A reader comes after the writers before it: what it finds is committed, and on the disk. */
function isKept(page: Page, text: string): Promise<boolean> {
  return page.evaluate(
    (wanted) =>
      new Promise<boolean>((resolve) => {
        const opening = indexedDB.open('hookbench')
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction('drafts').objectStore('drafts').getAll()
          reading.addEventListener('success', () => {
            opening.result.close()
            resolve(JSON.stringify(reading.result).includes(wanted))
          })
        })
      }),
    text,
  )
}

const TYPED = 'async function onRequest() { /* typed, never saved */ }'

test(
  'what was typed survives the sudden death of the desktop app',
  { tag: '@desktop' },
  async ({ dataDir, startHost }) => {
    const host = await startHost(dataDir)
    await new Workbench(host.page).replaceCode(TYPED)
    await expect.poll(() => isKept(host.page, 'never saved')).toBe(true)
    await host.kill()
    const again = await startHost(dataDir)
    await expect(again.page.getByText('Unsaved')).toBeVisible()
    expect(await new Workbench(again.page).code()).toContain('typed, never saved')
  },
)

test(
  'a crashed page of the desktop app comes back with what was typed',
  { tag: '@desktop' },
  async ({ dataDir, startHost }) => {
    const { app, page } = (await startHost(dataDir)) as RunningElectron
    await new Workbench(page).replaceCode(TYPED)
    await page.waitForFunction(() =>
      Object.values(localStorage).some((text) => String(text).includes('never saved')),
    )
    // Nobody answers the dialog here; the test presses its first button.
    const told = app.evaluate(
      ({ BrowserWindow, dialog }) =>
        new Promise<string>((resolve) => {
          dialog.showMessageBox = (...args: unknown[]) => {
            resolve((args.at(-1) as { detail: string }).detail)
            return Promise.resolve({ response: 0, checkboxChecked: false })
          }
          BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
        }),
    )
    expect(await told).toContain('What you typed is kept')
    // The page object died with the page: the window itself is asked.
    const shown = (): Promise<unknown> =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          `document.querySelector('[data-document^="code:"] .view-lines')?.textContent ?? ''`,
        ),
      )
    await expect.poll(shown).toContain('never\u00A0saved')
  },
)

/** From another process, as a second Hookbench or a database tool would. */
function inOtherProcess(dataDir: string, work: string): ChildProcess {
  const script = `
    const { default: Sqlite } = await import('better-sqlite3')
    const database = new Sqlite(${JSON.stringify(path.join(dataDir, 'hookbench.db'))})
    ${work}
    process.stdout.write('done')`
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: root,
  })
}

async function said(child: ChildProcess): Promise<void> {
  if (child.stdout !== null) {
    await once(child.stdout, 'data')
  }
}

/** The largest size a file of that process may grow to, in bytes; a full disk for what is beyond. */
function limitFiles(pid: number, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`])
}

const LARGE = `async function onRequest() {}\n// ${'never saved '.repeat(60_000)}`

test('a full disk is said once, and saving goes on when there is room', async ({
  dataDir,
  startHost,
}) => {
  test.skip(process.platform !== 'linux', 'files are limited by prlimit')
  const host = await startHost(dataDir)
  const { page } = host
  const bench = new Workbench(page)
  const trouble = page.getByRole('region', { name: 'Trouble with the data' })
  await bench.replaceCode(LARGE)
  limitFiles(await host.pid(), 300_000)
  await page.keyboard.press('ControlOrMeta+S')
  await expect(trouble).toContainText('The disk is full')
  await expect(trouble).toContainText('What you typed is kept')
  await expect(page.getByText('Unsaved')).toBeVisible()
  await trouble.getByRole('button', { name: 'Try again' }).click()
  await expect(trouble.getByRole('button', { name: 'Try again' })).toBeEnabled()
  await expect(trouble).toBeVisible()

  limitFiles(await host.pid(), 'unlimited')
  await trouble.getByRole('button', { name: 'Try again' }).click()
  await expect(trouble).toHaveCount(0)
  await expect(page.getByText('Unsaved')).toHaveCount(0)
  await expect(page.getByText('version 2')).toBeVisible()
})

test('data that another program holds is said, and saved once it is free', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const trouble = page.getByRole('region', { name: 'Trouble with the data' })
  const holder = inOtherProcess(
    dataDir,
    `database.exec('BEGIN EXCLUSIVE'); process.stdin.once('data', () => process.exit())`,
  )
  await said(holder)
  await bench.replaceCode(TYPED)
  await page.keyboard.press('ControlOrMeta+S')
  await expect(trouble).toContainText('Another program holds the data')
  await expect(page.getByText('Unsaved')).toBeVisible()
  const gone = once(holder, 'exit')
  holder.stdin?.write('end')
  await gone
  await trouble.getByRole('button', { name: 'Try again' }).click()
  await expect(trouble).toHaveCount(0)
  await expect(page.getByText('version 2')).toBeVisible()
})

test('a newer Hookbench that takes the data over stops this one', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  await new Workbench(page).replaceCode(TYPED)
  await said(inOtherProcess(dataDir, `database.pragma('user_version = 9999')`))
  const cover = page.getByRole('alertdialog', { name: /newer Hookbench/ })
  await expect(cover).toContainText('Update Hookbench')
  await expect(cover.getByRole('button', { name: 'Save a copy' })).toBeEnabled()
  // A page that is loaded again is told the same, and keeps what was typed for the newer one.
  await cover.getByRole('button', { name: 'Load the page again' }).click()
  await expect(page.getByRole('heading', { name: /written by a newer Hookbench/ })).toBeVisible()
  expect(await page.evaluate(() => JSON.stringify(localStorage))).toContain('never saved')
})

test(
  'a core that was started anew is found again by its address',
  { tag: '@browser-mode' },
  async ({ dataDir, track, browser }) => {
    const first = await serve(dataDir)
    const page = await browser.newPage({ permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(first.url)
    await untilLoaded(page)
    await new Workbench(page).replaceCode(TYPED)
    await first.kill()
    const cover = page.getByRole('alertdialog', { name: /connection to Hookbench was lost/ })
    await expect(cover).toContainText('does not answer')
    await expect(cover).toContainText('What was saved is safe')
    const downloading = page.waitForEvent('download')
    await cover.getByRole('button', { name: 'Save a copy' }).click()
    expect((await downloading).suggestedFilename()).toBe('sample.js')

    const second = await serve(dataDir, first.port)
    track(second, () => second.close())
    await cover.getByRole('button', { name: 'Try now' }).click()
    await expect(cover).toContainText('was started anew')
    await cover.getByLabel('Address that hookbench serve printed').fill('127.0.0.1')
    await cover.getByRole('button', { name: 'Open' }).click()
    await expect(cover).toContainText('Paste the whole address')
    await cover.getByLabel('Address that hookbench serve printed').fill(second.url)
    await cover.getByRole('button', { name: 'Open' }).click()
    await untilLoaded(page)
    await expect(page.getByText('Unsaved')).toBeVisible()
    expect(await new Workbench(page).code()).toContain('typed, never saved')
    await page.close()
  },
)

test(
  'a lost socket comes back by itself, and the window goes on',
  { tag: '@browser-mode' },
  async ({ dataDir, track, browser }) => {
    const server = await serve(dataDir)
    track(server, () => server.close())
    const wire = await startForwarder(server.port)
    track(wire, () => wire.close())
    const page = await browser.newPage({ permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(server.url.replace(`:${server.port}`, `:${wire.port}`))
    await untilLoaded(page)
    const bench = new Workbench(page)
    const cover = page.getByRole('alertdialog', { name: /connection to Hookbench was lost/ })
    await bench.replaceCode(TYPED)
    wire.cut()
    await expect(cover).toBeVisible()
    wire.mend()
    await cover.getByRole('button', { name: 'Try now' }).click()
    await expect(cover).toHaveCount(0)
    expect(await bench.code()).toContain('typed, never saved')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(bench.verdict).toContainText('200: OK')
    await page.close()
  },
)

test('a dead worker of the editor is started again, and the text is untouched', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  // Ends a worker behind the editor's back, as running out of memory would.
  await page.addInitScript(() => {
    const workers: Worker[] = []
    const { Worker: Real } = window
    Object.assign(window, {
      Worker: class extends Real {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options)
          workers.push(this)
        }
      },
      killCode(): void {
        for (const worker of workers) {
          Real.prototype.terminate.call(worker)
        }
      },
    })
  })
  await page.reload()
  await untilLoaded(page)
  const author = new Authoring(page)
  await new Workbench(page).replaceCode(TYPED)
  const suggest = async (): Promise<void> => {
    const offered = await author.complete('\nSegment.')
    await offered.filter({ hasText: 'track' }).first().waitFor()
    await page.keyboard.press('Escape')
  }
  const kill = (): Promise<void> =>
    page.evaluate(() => (window as unknown as { killCode: () => void }).killCode())
  await suggest()
  await kill()
  await expect(author.messages).toContainText('was started again')
  await suggest()
  await kill()
  const notice = page.getByRole('alert').filter({ hasText: 'have stopped working' })
  await expect(notice.first()).toContainText('What you typed is safe')
  expect(await new Workbench(page).code()).toContain('typed, never saved')
})
