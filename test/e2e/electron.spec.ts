/** The desktop app is closed down: what only a real window can prove. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Bridge } from '#preload/channels'
import { root, startSecond } from './support/electron-host.ts'
import { untilLoaded } from './support/host.ts'
import { expect, test } from './support/fixtures.ts'

test('the page has the bridge and nothing of Node or Electron', async ({ desktop }) => {
  const { page } = await desktop()
  const found = await page.evaluate(() => {
    const scope = window as unknown as Record<string, unknown>
    const bridge = scope['hookbench'] as Record<string, unknown>
    bridge['send'] = 'replaced'
    return {
      globals: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
        (name) => name in scope,
      ),
      bridge: Object.entries(bridge).map(([name, value]) => [name, typeof value]),
      ran: (() => {
        const script = document.createElement('script')
        script.textContent = 'window.injected = true'
        document.head.append(script)
        return 'injected' in window
      })(),
    }
  })
  expect(found).toEqual({
    globals: [],
    bridge: [
      ['send', 'function'],
      ['onMessage', 'function'],
    ],
    ran: false,
  })
})

test('windows, navigation, permissions and the network are denied', async ({ desktop }) => {
  const { app, page } = await desktop()
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (url) => {
      opened.push(url)
    }
  })
  const address = page.url()
  const tried = await page.evaluate(async () => {
    const targets = ['https://example.com/docs', 'http://example.com/', 'file:///etc/passwd']
    const windows = targets.map((target) => window.open(target) === null)
    // oxlint-disable-next-line consistent-function-scoping -- runs in the page, with what is here
    async function outcome(work: Promise<unknown>): Promise<string> {
      try {
        return String(await work)
      } catch {
        return 'refused'
      }
    }
    return {
      windows,
      notifications: await outcome(Notification.requestPermission()),
      camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true })),
      clipboardRead: await outcome(navigator.clipboard.readText()),
      fetchAway: await outcome(fetch('https://example.com/')),
      fetchFile: await outcome(fetch('file:///etc/passwd')),
      traversal: await fetch('/..%2f..%2fpackage.json').then((response) => response.status),
    }
  })
  expect(tried).toEqual({
    windows: [true, true, true],
    notifications: 'denied',
    camera: 'refused',
    clipboardRead: 'refused',
    fetchAway: 'refused',
    fetchFile: 'refused',
    traversal: 404,
  })
  for (const target of ['https://example.com/away', 'file:///etc/passwd', 'data:text/html,x']) {
    await page.evaluate((to) => {
      location.href = to
    }, target)
  }
  expect(page.url()).toBe(address)
  expect(app.windows()).toHaveLength(1)
  const opened = () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
  // A script opens nothing outside by itself, whatever it tries.
  expect(await opened()).toEqual([])

  // A link that the user follows does: https only, to the user's own browser, one for each click.
  await page.reload()
  await untilLoaded(page)
  await page.evaluate(() => {
    for (const target of ['http://example.com/', 'https://example.com/docs']) {
      const link = document.createElement('a')
      Object.assign(link, { textContent: target, target: '_blank', href: target })
      link.addEventListener('click', () => setTimeout(() => window.open('https://example.com/2')))
      link.style.cssText = 'position: relative; z-index: 100; background: canvas'
      document.body.prepend(link)
    }
  })
  await page.getByText('http://example.com/', { exact: true }).click()
  await page.getByText('https://example.com/docs', { exact: true }).click()
  await expect.poll(opened).toEqual(['https://example.com/docs'])
  expect(app.windows()).toHaveLength(1)
})

test('the webhook URL can be copied', async ({ desktop }) => {
  const { app, page } = await desktop()
  // Without a window manager nothing has the focus until it is clicked.
  await page.locator('[data-document^="code:"]').click()
  const written = await page.evaluate(() =>
    navigator.clipboard.writeText('copied by the page').then(
      () => 'written',
      (error: unknown) => String(error),
    ),
  )
  expect(written).toBe('written')
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('copied by the page')
})

test('a window that is not ours is refused by the core, aloud', async ({ desktop }) => {
  const { app } = await desktop()
  const reply = await app.evaluate(
    async ({ BrowserWindow }, { preload }) => {
      const [own] = BrowserWindow.getAllWindows()
      const other = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, session: own?.webContents.session },
      })
      await other.loadURL(own?.webContents.getURL() ?? '')
      return other.webContents.executeJavaScript(`new Promise((resolve) => {
        hookbench.onMessage((message) => message.id === 77 && resolve(message))
        hookbench.send({ id: 77, method: 'app.info', params: {} })
      })`) as Promise<unknown>
    },
    { preload: path.join(root, 'out/preload/index.cjs') },
  )
  expect(reply).toMatchObject({ id: 77, ok: false, error: { code: 'forbidden' } })
})

test('a second start on the same folder ends and brings the first to the front', async ({
  dataDir,
  desktop,
}) => {
  const { app, page } = await desktop()
  await app.evaluate(({ app: electron }) => {
    electron.once('second-instance', () => Object.assign(globalThis, { wasCalled: true }))
  })
  const second = await startSecond(dataDir)
  expect(second).toMatchObject({ code: 0 })
  expect(second.stderr).toContain(`Hookbench is open already on ${dataDir}`)
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { wasCalled?: true }).wasCalled))
    .toBe(true)
  expect(await page.evaluate(() => document.body.dataset['appState'])).toBe('loaded')
})

test('a core that cannot start says why, and a second try goes on', async ({ dataDir, launch }) => {
  const database = path.join(dataDir, 'hookbench.db')
  writeFileSync(database, 'this is not a database, but something else of some length'.repeat(50))
  const app = await launch()
  const failure = await app.firstWindow()
  await expect(failure.getByRole('heading')).toHaveText('Hookbench cannot start')
  await expect(failure.getByRole('alert')).toContainText('is not a readable Hookbench database')
  await expect(failure.getByRole('alert')).toContainText('Move the file away')
  rmSync(database)
  const opened = app.waitForEvent('window')
  await failure.getByRole('button', { name: 'Try again' }).click()
  await untilLoaded(await opened)
})

for (const [answer, outcome] of [
  [0, 'stays'],
  [1, 'closes'],
] as const) {
  test(`a window with unsaved changes asks, and ${outcome} as answered`, async ({ desktop }) => {
    const { app, page } = await desktop()
    await page.evaluate(() => {
      document.body.dataset['unsaved'] = 'yes'
      window.addEventListener('beforeunload', (event) => {
        if (document.body.dataset['unsaved'] === 'yes') {
          event.preventDefault()
        }
      })
    })
    // A page may hold back only a user who has touched it.
    await page.locator('[data-document^="code:"]').click()
    const closed = answer === 1 ? page.waitForEvent('close') : undefined
    const asked = await app.evaluate(
      ({ BrowserWindow, dialog }, chosen) =>
        new Promise<string>((resolve) => {
          dialog.showMessageBoxSync = (...args: unknown[]) => {
            resolve((args.at(-1) as { message: string }).message)
            return chosen
          }
          BrowserWindow.getAllWindows()[0]?.close()
        }),
      answer,
    )
    expect(asked).toContain('not been saved')
    await closed
    if (answer === 0) {
      // Answers still, and is let go for the end of the test.
      await page.evaluate(() => {
        document.body.dataset['unsaved'] = 'no'
      })
    }
  })
}

test('the window keeps its size, and the bridge outlives a reload', async ({
  dataDir,
  desktop,
}) => {
  const first = await desktop()
  await first.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 10, y: 10, width: 1000, height: 700 })
  })
  await first.page.reload()
  await untilLoaded(first.page)
  const answer = await first.page.evaluate(
    () =>
      new Promise<unknown>((resolve) => {
        const { hookbench } = window as unknown as { hookbench: Bridge }
        hookbench.onMessage((message) => {
          if ((message as { id?: unknown }).id === 55) {
            resolve(message)
          }
        })
        hookbench.send({ id: 55, method: 'app.info', params: {} })
      }),
  )
  expect(answer).toMatchObject({ ok: true, result: { host: 'electron', dataDir } })
  await first.close()
  const second = await desktop()
  const size = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getSize(),
  )
  expect(size).toEqual([1000, 700])
})

test('a file that leaves the app is saved where the user says', async ({ dataDir, desktop }) => {
  const { app, page } = await desktop()
  const saved = path.join(dataDir, 'saved.json')
  // Stands in for the system's dialog, which nobody answers here.
  await app.evaluate(({ BrowserWindow }, target) => {
    BrowserWindow.getAllWindows()[0]?.webContents.session.on('will-download', (_event, item) =>
      item.setSavePath(target),
    )
  }, saved)
  await page.getByRole('button', { name: 'More for captured events' }).click()
  await page.getByRole('menuitem', { name: 'Export the whole source' }).click()
  await expect
    .poll(() => (existsSync(saved) ? readFileSync(saved, 'utf8') : ''))
    .toContain('onRequest')
})
