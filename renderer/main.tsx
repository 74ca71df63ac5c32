import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { createQueryClient } from './app/query-client.ts'
import type { Connector } from './host/connector.ts'
import { takeFirstAnswers } from './host/first-answers.ts'
import './ui/tokens.css'
import './ui/base.css'
import { loadEditor } from './editor/lazy-monaco.tsx'
import { flushPendingEdits } from './editor/pending-edits.ts'
import { flushDrafts, onDraftLost } from './ui/draft-store.ts'
import { keepFocus } from './ui/keep-focus.ts'
import { shareViews } from './ui/local-store.ts'
import { onPageExit } from './ui/page-exit.ts'
import { applyRememberedTheme } from './ui/theme.ts'
import { showToast } from './ui/toast.tsx'

/** Into the page's frame, which is there already. */
export function openWindow(connector: Connector): void {
  const root = document.getElementById('root')
  if (root === null) {
    throw new Error('The page has no #root')
  }
  applyRememberedTheme()
  onPageExit(() => {
    flushPendingEdits()
    flushDrafts()
    shareViews()
  })
  keepFocus()
  onDraftLost(() => {
    showToast({
      tone: 'error',
      title: 'What you type cannot be kept on this machine.',
      hint: 'Its storage is full or forbidden to the page. Save, or copy it, before you close.',
    })
  })
  const queryClient = createQueryClient()
  takeFirstAnswers(({ queryKey, answer }) => {
    void queryClient.prefetchQuery({ queryKey, queryFn: () => answer })
  })
  // Where it is needed and did not come, the error boundary says so.
  loadEditor().catch(() => undefined)
  createRoot(root).render(<App connector={connector} queryClient={queryClient} />)
}
