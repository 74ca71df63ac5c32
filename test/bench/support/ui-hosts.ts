/** The two hosts with a window, and an empty page in the same browser and the same Electron. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, chromium, type Page } from '@playwright/test'
import { startBrowserHost } from '../../e2e/support/browser-host.ts'
import { launchElectron, openElectron } from '../../e2e/support/electron-host.ts'

export interface Opened {
  readonly page: Page
  readonly close: () => Promise<void>
}

export interface UiHost {
  readonly name: string
  /** Hookbench on a data folder, ready to be typed in. */
  readonly open: (dataDir: string) => Promise<Opened>
  /** Another page in a window of its own, for a baseline. */
  readonly openUrl: (url: string) => Promise<Opened>
}

const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const size = { width: 1440, height: 900 }

const browser: UiHost = {
  name: 'browser',
  async open(dataDir) {
    const program = await launchChromium()
    const host = await startBrowserHost(program, dataDir)
    return closing(
      host.page,
      () => host.close(),
      () => program.close(),
    )
  },
  async openUrl(url) {
    const program = await launchChromium()
    const page = await program.newPage({ viewport: size })
    await page.goto(url)
    return closing(page, () => program.close())
  },
}

const electron: UiHost = {
  name: 'Electron',
  async open(dataDir) {
    const host = await openElectron(await launchElectron(dataDir))
    return closing(host.page, () => host.close())
  },
  async openUrl(url) {
    const dir = emptyApp(url)
    const app = await _electron.launch({
      executablePath: process.env['HOOKBENCH_E2E_ELECTRON'],
      args: [...flags, dir],
    })
    const page = await app.firstWindow()
    return closing(
      page,
      () => app.close(),
      async () => rmSync(dir, { recursive: true, force: true }),
    )
  },
}

/** Those that this machine can run; `npm run bench` has said which it lacks. */
export function uiHosts(): UiHost[] {
  return [
    ...(process.env['HOOKBENCH_E2E_CHROMIUM'] === undefined ? [] : [browser]),
    ...(process.env['HOOKBENCH_E2E_ELECTRON'] === undefined ? [] : [electron]),
  ]
}

/** A folder of its own for `work`, removed afterwards. */
export async function inTempDir<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(path.join(tmpdir(), 'hookbench-bench-'))
  try {
    return await work(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function launchChromium() {
  return chromium.launch({ executablePath: process.env['HOOKBENCH_E2E_CHROMIUM'], args: flags })
}

function closing(page: Page, ...closers: (() => Promise<void>)[]): Opened {
  return {
    page,
    async close() {
      for (const close of closers) {
        await close()
      }
    },
  }
}

/** An app with nothing but a window on an address; the folder is the caller's to remove. */
export function emptyApp(url: string): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'hookbench-bench-app-'))
  writeFileSync(path.join(dir, 'package.json'), '{"name":"empty","main":"main.cjs"}')
  writeFileSync(
    path.join(dir, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
     app.setPath('userData', ${JSON.stringify(path.join(dir, 'profile'))})
     app.whenReady().then(() => {
       new BrowserWindow(${JSON.stringify(size)}).loadURL(${JSON.stringify(url)})
     })`,
  )
  return dir
}
