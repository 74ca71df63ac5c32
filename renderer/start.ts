/**
 * The page's first script, and a small one: it opens the way to the core, asks for what the window
 * begins with and reads the drafts, while the window's own script is fetched and read.
 */
import type { Connector } from './host/connector.ts'
import { askFirst } from './host/first-answers.ts'
import { createIpcConnector } from './host/ipc-connector.ts'
import { createSharedDrafts } from './host/shared-drafts.ts'
import { createSharedViews } from './host/shared-views.ts'
import { createWsConnector } from './host/ws-connector.ts'
import { openDrafts } from './ui/draft-store.ts'
import { openViews, readLocal } from './ui/local-store.ts'

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
void askFirst(connector, readLocal('source'))
// The desktop app's own storage stays where it is.
const isInBrowser = window.hookbench === undefined
void openViews(isInBrowser ? createSharedViews(connector) : undefined)
void openDrafts(isInBrowser ? createSharedDrafts(connector) : undefined)
import('./main.tsx').then(({ openWindow }) => openWindow(connector), sayThatItDidNotCome)
