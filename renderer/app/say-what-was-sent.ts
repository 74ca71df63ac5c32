/** What became of a sample webhook, in a sentence. */
import type { Result } from '#preload/contract'
import { showToast } from '../ui/toast.tsx'

export function sayWhatWasSent(sent: Result<'capture.sendSample'>): void {
  if (sent.status === null) {
    showToast({
      tone: 'error',
      title: 'The sample could not be sent.',
      hint: sent.error ?? undefined,
    })
    return
  }
  const way = sent.via === 'tunnel' ? 'over the tunnel' : 'to the listener on this machine'
  const signature = sent.signedAs === null ? '' : `, signed as ${sent.signedAs} does`
  const answer = sent.status < 400 ? '' : ` It was answered ${sent.status}.`
  showToast({
    tone: sent.status < 400 ? 'info' : 'error',
    title: `Sent a sample webhook ${way}${signature}.${answer}`,
    hint: sent.openedWindow ? 'The capture window was opened for it.' : undefined,
  })
}
