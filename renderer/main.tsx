import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { createQueryClient } from './app/query-client.ts'
import type { Connector } from './host/connector.ts'
import { createIpcConnector } from './host/ipc-connector.ts'
import { createSharedDrafts } from './host/shared-drafts.ts'
import { createWsConnector } from './host/ws-connector.ts'
import './ui/tokens.css'
import './ui/base.css'
import { loadEditor } from './editor/lazy-monaco.tsx'
import { flushPendingEdits } from './editor/pending-edits.ts'
import { flushDrafts, onDraftLost, openDrafts } from './ui/draft-store.ts'
import { keepFocus } from './ui/keep-focus.ts'
import { onPageExit } from './ui/page-exit.ts'
import { applyRememberedTheme } from './ui/theme.ts'
import { showToast } from './ui/toast.tsx'

/** The host is chosen here, once: the bridge is there in Electron, the socket everywhere else. */
function createConnector(): Connector {
  if (window.hookbench !== undefined) {
    return createIpcConnector(window.hookbench)
  }
  const url = new URL('/rpc', window.location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return createWsConnector({ url: url.href })
}

const root = document.getElementById('root')
if (root === null) {
  throw new Error('The page has no #root')
}
applyRememberedTheme()
onPageExit(() => {
  flushPendingEdits()
  flushDrafts()
})
keepFocus()
onDraftLost(() => {
  showToast({
    tone: 'error',
    title: 'What you type cannot be kept on this machine.',
    hint: 'Its storage is full or forbidden to the page. Save, or copy it, before you close.',
  })
})
const connector = createConnector()
// The desktop app's own storage stays where it is.
void openDrafts(window.hookbench === undefined ? createSharedDrafts(connector) : undefined)
// Where it is needed and did not come, the error boundary says so.
loadEditor().catch(() => undefined)
createRoot(root).render(<App connector={connector} queryClient={createQueryClient()} />)
