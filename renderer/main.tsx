import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { createQueryClient } from './app/query-client.ts'
import type { Connector } from './host/connector.ts'
import { takeFirstAnswers } from './host/first-answers.ts'
import './ui/tokens.css'
import './ui/base.css'
import type { EarlyText } from './editor/early-text.ts'
import { TextEditor } from './editor/lazy-monaco.tsx'
import { onDraftLost } from './ui/draft-store.ts'
import { keepFocus } from './ui/keep-focus.ts'
import { showToast } from './ui/toast.tsx'

/** Into the page's frame, which is there already, and around the editor that may be in it. */
export async function openWindow(
  connector: Connector,
  early: EarlyText | undefined,
): Promise<void> {
  const root = document.getElementById('root')
  if (root === null) {
    throw new Error('The page has no #root')
  }
  keepFocus()
  onDraftLost(() => {
    showToast({
      tone: 'error',
      title: 'What you type cannot be kept on this machine.',
      hint: 'Its storage is full or forbidden to the page. Save, or copy it, before you close.',
    })
  })
  const queryClient = createQueryClient()
  takeFirstAnswers(({ queryKey, answer, settled }) => {
    if (settled === undefined) {
      void queryClient.prefetchQuery({ queryKey, queryFn: () => answer })
    } else {
      queryClient.setQueryData(queryKey, settled.value)
    }
  })
  const app = <App connector={connector} queryClient={queryClient} />
  const loading = TextEditor.load()
  if (early === undefined) {
    createRoot(root).render(app)
    return
  }
  await loading
  // From one frame to the next: all that the code's pane needs is there.
  early.lift()
  flushSync(() => createRoot(root).render(app))
  early.letGo()
}
