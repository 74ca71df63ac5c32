/** The desktop host: closes the process down, starts the core, shows its window, ends in order. */
import { createCore, type Core } from '#main/core/create-core'
import { createStreamLogger } from '#main/core/logger'
import { version } from '#main/core/version'
import { app, dialog, powerMonitor, session, type BrowserWindow, type Session } from 'electron'
import { createElectronCipher } from './electron-secrets.ts'
import { guardEveryPage, guardPermissions, originOf, sandboxEveryPage } from './guards.ts'
import { connectWindow } from './ipc-host.ts'
import { keepDrafts } from './keep-drafts.ts'
import { installMenu } from './menu.ts'
import { PAGE_ORIGIN, PAGE_URL, servePages, type PageServer } from './page-origin.ts'
import { chooseFolder } from './choose-folder.ts'
import { claimProfile } from './profile.ts'
import { showStartFailure } from './start-failure.ts'
import { followTheme } from './theme.ts'
import { askBeforeLeaving, createWindow, focusWindow, offerReload } from './window.ts'

/** Longest wait for the core when quitting; what is on disk is safe without it. */
const DISPOSE_LIMIT_MS = 5000

export interface DesktopPaths {
  readonly preload: string
  readonly rendererDir: string
  readonly runtimeDir: string
}

export function startDesktop(paths: DesktopPaths): void {
  const logger = createStreamLogger(process.stderr, 'warn')
  const { dataDir, pageDir } = claimProfile()
  // Only a development build has a dev server, and with it another page.
  const devUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  const pageUrl = devUrl ?? PAGE_URL
  const pageOrigin = originOf(pageUrl) ?? PAGE_ORIGIN
  const ownSession = (): Session => session.fromPath(pageDir)
  let core: Core | undefined
  let window: BrowserWindow | undefined
  let starting = true

  sandboxEveryPage(logger)
  guardEveryPage(logger)
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write(
      `Hookbench is open already on ${dataDir}; its window comes to the front.\n`,
    )
    app.quit()
    return
  }

  async function startCore(ours: Session, pages: PageServer): Promise<Core | undefined> {
    for (;;) {
      try {
        return createCore({
          dataDir,
          host: 'electron',
          version,
          cipher: createElectronCipher(dataDir),
          runtimeDir: paths.runtimeDir,
          logger,
          chooseFolder: (title) => chooseFolder(title, window),
        })
      } catch (error) {
        const choice = await showStartFailure(error, ours, pages)
        if (choice === 'quit') {
          return undefined
        }
      }
    }
  }

  function openWindow(opened: Core): void {
    const created = createWindow({ dataDir, preload: paths.preload, session: ownSession() })
    const disconnect = connectWindow({
      core: opened,
      contents: created.webContents,
      pageOrigin,
      logger,
    })
    created.once('closed', () => {
      disconnect()
      window = undefined
    })
    offerReload(created, logger)
    keepDrafts(created.webContents)
    askBeforeLeaving(created)
    created.loadURL(pageUrl).catch((error: unknown) => {
      logger.log('error', `the page could not be loaded: ${String(error)}`)
    })
    window = created
  }

  /** While the app starts, its window is on its way: a second one would answer for the first. */
  function showWindow(): void {
    if (window !== undefined) {
      focusWindow(window)
    } else if (core !== undefined && !starting) {
      openWindow(core)
    }
  }

  async function open(): Promise<void> {
    const ours = ownSession()
    guardPermissions(ours, pageOrigin)
    const pages = servePages(ours, paths.rendererDir, logger)
    installMenu({
      dataDir,
      version,
      window: () => window,
      onAction: (actionId) => core?.requestAction(actionId),
    })
    core = await startCore(ours, pages)
    if (core === undefined) {
      app.exit(1)
      return
    }
    const opened = core
    await followTheme(opened).catch((error: unknown) => {
      logger.log('warn', `the theme could not be followed: ${String(error)}`)
    })
    powerMonitor.on('resume', () => opened.resume())
    openWindow(opened)
    starting = false
  }

  app.on('second-instance', showWindow)
  app.on('activate', showWindow)
  app.on('window-all-closed', () => {
    // Between the failure window and the next try there is none, and the app goes on.
    if (!starting && process.platform !== 'darwin') {
      app.quit()
    }
  })
  app.on('will-quit', (event) => {
    if (core !== undefined) {
      event.preventDefault()
      // What the page keeps (drafts) is written by Chromium in its own time otherwise.
      ownSession().flushStorageData()
      // Not within this event: Electron ignores a second quit until the first is off the table.
      void disposeWithin(core, DISPOSE_LIMIT_MS).finally(() => setImmediate(() => app.quit()))
      core = undefined
    }
  })
  app
    .whenReady()
    .then(open)
    .catch((error: unknown) => {
      // A bug of this host, before any page could tell of it.
      dialog.showErrorBox('Hookbench cannot start', String(error))
      app.exit(1)
    })
}

function disposeWithin(core: Core, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    core
      .dispose()
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(timer)
        resolve()
      })
  })
}
