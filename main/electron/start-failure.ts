/** Shows why the core could not start and waits for what the user decides. Never a silent exit. */
import { toWire } from '#preload/errors'
import { BrowserWindow, type Session } from 'electron'
import { FAILURE_HOST, failurePages, type FailureChoice } from './failure-page.ts'
import { pageAddress, type PageServer } from './page-origin.ts'
import { backgroundColor, PAGE_PREFERENCES } from './window.ts'

export async function showStartFailure(
  cause: unknown,
  session: Session,
  pages: PageServer,
): Promise<FailureChoice> {
  const error = toWire(cause)
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
    webPreferences: { ...PAGE_PREFERENCES, session },
  })
  const choice = await new Promise<FailureChoice>((resolve) => {
    window.once('closed', () => resolve('quit'))
    pages.add(FAILURE_HOST, failurePages(error, resolve))
    // Closing while it loads fails the load, which the choice has answered already.
    window.loadURL(pageAddress(FAILURE_HOST)).catch(() => undefined)
  })
  window.destroy()
  return choice
}
