/**
 * The page's first script, and a small one: it opens the way to the core, asks for what the window
 * begins with, reads the drafts and opens the code, while the window's own script is fetched.
 */
import { listenToActionKeys } from './app/actions/action-keys.ts'
import { openFirstEditor } from './app/first-editor.ts'
import { flushPendingEdits } from './editor/pending-edits.ts'
import type { Connector } from './host/connector.ts'
import { askFirst } from './host/first-answers.ts'
import { createIpcConnector } from './host/ipc-connector.ts'
import { createSharedDrafts } from './host/shared-drafts.ts'
import { createSharedViews } from './host/shared-views.ts'
import { createWsConnector } from './host/ws-connector.ts'
import { flushDrafts, openDrafts } from './ui/draft-store.ts'
import { openViews, readLocal, shareViews } from './ui/local-store.ts'
import { onPageExit } from './ui/page-exit.ts'
import { applyRememberedTheme } from './ui/theme.ts'

/** The host is chosen here, once: the bridge is there in Electron, the socket everywhere else. */
function createConnector(): Connector {
  if (window.hookbench !== undefined) {
    return createIpcConnector(window.hookbench)
  }
  const url = new URL('/rpc', window.location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return createWsConnector({ url: url.href })
}

/** Nothing of the window is there to say it. */
function sayThatItDidNotCome(): void {
  const title = document.createElement('h1')
  title.textContent = 'The window could not be loaded'
  const text = document.createElement('p')
  text.textContent = 'Hookbench may have ended meanwhile. Start it again, then load this page anew.'
  const again = document.createElement('button')
  again.className = 'button'
  again.dataset.variant = 'primary'
  again.textContent = 'Load it again'
  again.addEventListener('click', () => window.location.reload())
  const main = document.createElement('main')
  main.className = 'full-window'
  main.setAttribute('role', 'alert')
  main.append(title, text, again)
  document.querySelector('#root')?.replaceChildren(main)
}

const connector = createConnector()
// The desktop app's own storage stays where it is.
const isInBrowser = window.hookbench === undefined
const views = openViews(isInBrowser ? createSharedViews(connector) : undefined)
const drafts = openDrafts(isInBrowser ? createSharedDrafts(connector) : undefined)
const view = askFirst(connector, { read: () => readLocal('source'), known: views })
applyRememberedTheme()
listenToActionKeys()
onPageExit(() => {
  flushPendingEdits()
  flushDrafts()
  shareViews()
})
const loadWindow = () => import('./main.tsx')

/** One reads Monaco and one is the page's own. On fewer, two scripts at once hold each other up. */
const BUSY_PROCESSORS = 2

async function open(): Promise<void> {
  const opening = openFirstEditor({ view, drafts, onLoaded: loadWindow })
  if (navigator.hardwareConcurrency > BUSY_PROCESSORS) {
    // That it did not come is said when it is needed.
    loadWindow().catch(() => undefined)
  }
  const early = await opening
  const { openWindow } = await loadWindow()
  await openWindow(connector, early)
}

open().catch(sayThatItDidNotCome)
