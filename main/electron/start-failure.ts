/** Shows why the core could not start and waits for what the user decides. Never a silent exit. */
import { toWire } from '#preload/errors'
import { BrowserWindow } from 'electron'
import { FAILURE_HOST, failurePages, type FailureChoice } from './failure-page.ts'
import type { PageHosts } from './page-scheme.ts'
import { backgroundColor, PAGE_PREFERENCES } from './window.ts'

export interface StartFailureOptions {
  readonly error: unknown
  /** Puts a further host under the page scheme while the window is open. */
  readonly serve: (hosts: PageHosts) => void
  /** Address of that host's first page. */
  readonly address: (host: string) => string
}

export async function showStartFailure(options: StartFailureOptions): Promise<FailureChoice> {
  const error = toWire(options.error)
  process.stderr.write(`Hookbench cannot start: ${error.message} ${error.hint ?? ''}\n`)
  const window = new BrowserWindow({
    width: 560,
    height: 340,
    useContentSize: true,
    title: 'Hookbench cannot start',
    backgroundColor: backgroundColor(),
    fullscreenable: false,
    maximizable: false,
    autoHideMenuBar: true,
    webPreferences: PAGE_PREFERENCES,
  })
  const choice = await new Promise<FailureChoice>((resolve) => {
    window.once('closed', () => resolve('quit'))
    options.serve({ [FAILURE_HOST]: failurePages(error, resolve) })
    // Closing while it loads fails the load, which the choice has answered already.
    window.loadURL(options.address(FAILURE_HOST)).catch(() => undefined)
  })
  window.destroy()
  return choice
}
