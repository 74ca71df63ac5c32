/** The one window: sandboxed, without Node, shown once it has something to show. */
import type { Logger } from '#main/core/logger'
import { BrowserWindow, dialog, nativeTheme, type Session, type WebPreferences } from 'electron'
import { rememberWindow, restoreWindow } from './window-state.ts'

/** Written down although most are Electron's defaults: what protects the user is not left to them. */
export const PAGE_PREFERENCES: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
}

/** The page's own backgrounds, so that no other colour flashes before it is drawn. */
export function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? '#15171a' : '#ffffff'
}

export interface WindowOptions {
  readonly dataDir: string
  readonly preload: string
  readonly session: Session
}

export function createWindow({ dataDir, preload, session }: WindowOptions): BrowserWindow {
  const { bounds, maximized } = restoreWindow(dataDir)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 720,
    minHeight: 480,
    title: 'Hookbench',
    backgroundColor: backgroundColor(),
    show: false,
    webPreferences: { ...PAGE_PREFERENCES, preload, session },
  })
  rememberWindow(dataDir, window)
  window.once('ready-to-show', () => {
    if (maximized) {
      window.maximize()
    }
    window.show()
  })
  return window
}

export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) {
    window.restore()
  }
  window.show()
  window.focus()
}

/** A page that crashed leaves an empty window: the user is told and can have it back. */
export function offerReload(window: BrowserWindow, logger: Logger): void {
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) {
      return
    }
    logger.log('error', `the page's process ended: ${reason} (${exitCode})`)
    void dialog
      .showMessageBox(window, {
        type: 'error',
        title: 'Hookbench',
        message: 'The page of this window stopped working.',
        detail:
          'What you typed is kept, and captured events and saved code are safe. Load the page again to go on.',
        buttons: ['Load again', 'Close'],
        defaultId: 0,
        cancelId: 1,
      })
      .then(({ response }) => (response === 0 ? window.reload() : window.close()))
  })
}

/** A page with unsaved changes holds the window back, which Electron alone would do in silence. */
export function askBeforeLeaving(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question',
      title: 'Hookbench',
      message: 'There are changes that have not been saved.',
      detail: 'Stay to save them; when you leave, they are lost.',
      buttons: ['Stay', 'Leave'],
      defaultId: 0,
      cancelId: 0,
    })
    if (answer === 1) {
      event.preventDefault()
    }
  })
}
