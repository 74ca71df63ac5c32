/** Each test gets a data folder of its own; what it starts is closed whatever happens. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base, type ElectronApplication } from '@playwright/test'
import { startReceiver, type Receiver } from '../../support/receiver.ts'
import { serve, startBrowserHost, type Served } from './browser-host.ts'
import {
  closeElectron,
  launchElectron,
  openElectron,
  type RunningElectron,
} from './electron-host.ts'
import type { RunningHost, StartHost } from './host.ts'

export interface HostOptions {
  hostKind: 'browser' | 'electron'
}

type Tracker = <T>(started: T, close: () => Promise<void>) => T

interface Fixtures {
  dataDir: string
  /** Has what was started closed at the end, in reverse order; closing twice does nothing. */
  track: Tracker
  /** Starts the project's host; may be called again after closing, on the same folder. */
  startHost: StartHost
  /** Launches the desktop app, without waiting for its page. */
  launch: () => Promise<ElectronApplication>
  /** Launches the desktop app and waits for its page. */
  desktop: () => Promise<RunningElectron>
  /** Starts `hookbench serve`. */
  served: Served
  receiver: Receiver
}

/* The fixtures that need no other name none, which Playwright reads from the pattern. */
/* oxlint-disable no-empty-pattern */
export const test = base.extend<Fixtures & HostOptions>({
  hostKind: ['browser', { option: true }],

  dataDir: async ({}, provide) => {
    const dir = mkdtempSync(path.join(tmpdir(), 'hookbench-e2e-'))
    await provide(dir)
    rmSync(dir, { recursive: true, force: true })
  },

  track: async ({ dataDir: _removedAfterwards }, provide) => {
    const closers: (() => Promise<void>)[] = []
    await provide((started, close) => {
      closers.unshift(close)
      return started
    })
    for (const close of closers) {
      await close()
    }
  },

  startHost: async ({ hostKind, playwright, launchOptions, track }, provide) => {
    // Not the `browser` fixture: the Electron project must not launch one.
    const browser =
      hostKind === 'browser' ? await playwright.chromium.launch(launchOptions) : undefined
    await provide(async (dir) => {
      const host =
        browser === undefined
          ? await openElectron(await launchElectron(dir))
          : await startBrowserHost(browser, dir)
      return closeOnce(host, track)
    })
    await browser?.close()
  },

  launch: async ({ dataDir, track }, provide) => {
    await provide(async () => {
      const app = await launchElectron(dataDir)
      let isOpen = true
      app.once('close', () => {
        isOpen = false
      })
      return track(app, async () => {
        if (isOpen) {
          await closeElectron(app)
        }
      })
    })
  },

  desktop: async ({ dataDir, track }, provide) => {
    await provide(async () => closeOnce(await openElectron(await launchElectron(dataDir)), track))
  },

  served: async ({ dataDir }, provide) => {
    const served = await serve(dataDir)
    await provide(served)
    await served.close()
  },

  receiver: async ({}, provide) => {
    const receiver = await startReceiver()
    await provide(receiver)
    await receiver.close()
  },
})
/* oxlint-enable no-empty-pattern */

function closeOnce<T extends RunningHost>(host: T, track: Tracker): T {
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => (closing ??= host.close())
  return track({ ...host, close }, close)
}

export { expect } from '@playwright/test'
