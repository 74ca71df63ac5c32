import './host/no-eval.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { createQueryClient } from './app/query-client.ts'
import type { Connector } from './host/connector.ts'
import { createIpcConnector } from './host/ipc-connector.ts'
import { createWsConnector } from './host/ws-connector.ts'
import './ui/tokens.css'
import './ui/base.css'
import { loadEditor } from './editor/lazy-monaco.tsx'
import { flushPendingEdits } from './editor/pending-edits.ts'
import { flushDrafts, onDraftLost, openDrafts } from './ui/draft-store.ts'
import { flushLocalOnExit } from './ui/local-store.ts'
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
flushLocalOnExit(() => {
  flushPendingEdits()
  flushDrafts()
})
onDraftLost(() => {
  showToast({
    tone: 'error',
    title: 'What you type cannot be kept on this machine.',
    hint: 'Its storage is full or forbidden to the page. Save, or copy it, before you close.',
  })
})
void openDrafts()
// Where it is needed and did not come, the error boundary says so.
loadEditor().catch(() => undefined)
createRoot(root).render(<App connector={createConnector()} queryClient={createQueryClient()} />)
