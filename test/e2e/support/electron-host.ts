/** The desktop app, launched for real. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { CLOSE_LIMIT_MS, untilLoaded, within, type RunningHost } from './host.ts'

export const root = path.resolve(import.meta.dirname, '../../..')

export interface RunningElectron extends RunningHost {
  readonly app: ElectronApplication
}

function command(dataDir: string): { executablePath: string; args: string[] } {
  const executablePath = process.env['HOOKBENCH_E2E_ELECTRON']
  if (executablePath === undefined) {
    throw new Error('HOOKBENCH_E2E_ELECTRON names no Electron; start the tests by npm run e2e')
  }
  // Root cannot use Chromium's sandbox.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return { executablePath, args: [...flags, root, '--data', dataDir] }
}

export function launchElectron(dataDir: string): Promise<ElectronApplication> {
  return _electron.launch(command(dataDir))
}

/** A further start as a user would make it, which is expected to end by itself. */
export function startSecond(dataDir: string): Promise<{ code: number; stderr: string }> {
  const { executablePath, args } = command(dataDir)
  return new Promise((resolve) => {
    execFile(executablePath, args, { timeout: CLOSE_LIMIT_MS }, (error, _stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stderr })
    })
  })
}

export async function openElectron(app: ElectronApplication): Promise<RunningElectron> {
  const page = await app.firstWindow()
  await untilLoaded(page)
  let isKilled = false
  return {
    app,
    page,
    clipboard: () => app.evaluate(({ clipboard }) => clipboard.readText()),
    holdFile: (name) => holdFile(app, page, name),
    close: () => (isKilled ? Promise.resolve() : closeElectron(app)),
    // A file that is too large is an error, as in Node, and not the end of the process.
    pid: () =>
      app.evaluate(() => {
        process.on('SIGXFSZ', () => undefined)
        return process.pid
      }),
    kill: async () => {
      isKilled = true
      const exited = once(app.process(), 'exit')
      app.process().kill('SIGKILL')
      await exited
    },
  }
}

/** Playwright's own routes see nothing of what the app itself answers. */
async function holdFile(
  app: ElectronApplication,
  page: Page,
  name: string,
): Promise<() => Promise<void>> {
  // As such a route does: what the page has in its memory is asked of nobody.
  const inspector = await page.context().newCDPSession(page)
  await inspector.send('Network.enable')
  await inspector.send('Network.setCacheDisabled', { cacheDisabled: true })
  const held = await app.evaluateHandle(({ BrowserWindow }, part) => {
    const waiting: (() => void)[] = []
    const [window] = BrowserWindow.getAllWindows()
    const urls = [`https://*/assets/${part}-*.js`]
    window?.webContents.session.webRequest.onBeforeRequest({ urls }, (_details, callback) => {
      waiting.push(() => callback({}))
    })
    return {
      letGo() {
        window?.webContents.session.webRequest.onBeforeRequest(null)
        waiting.forEach((go) => go())
      },
    }
  }, name)
  return () => held.evaluate(({ letGo }) => letGo())
}

export async function closeElectron(app: ElectronApplication): Promise<void> {
  const child = app.process()
  if (!(await within(app.close(), CLOSE_LIMIT_MS))) {
    child.kill('SIGKILL')
    throw new Error(`The app did not quit within ${CLOSE_LIMIT_MS} ms.`)
  }
}
