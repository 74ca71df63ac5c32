import { useState } from 'react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import './tunnel.css'
import { providerNames } from './tunnel-words.ts'
import { useConsent } from './use-consent.ts'

type Tunnel = Result<'capture.status'>['tunnel']

/** Asked once, before the first byte goes through a third party; the core waits for the answer. */
export function ConsentDialog(props: { tunnel: Tunnel }) {
  const { tunnel } = props
  // "Not now" holds for this window; the next one asks again.
  const [declined, setDeclined] = useState<string | null>(null)
  const { agree, isPending } = useConsent(tunnel)
  if (agree === null || declined === tunnel.since) {
    return null
  }
  const decline = (): void => setDeclined(tunnel.since)
  return (
    <Dialog
      title="Send webhooks through a third party?"
      role="alertdialog"
      width={480}
      onClose={decline}
    >
      <p>{tunnel.message}</p>
      <p className="muted">
        Until you agree only the local address works. You are asked once for{' '}
        {providerNames[tunnel.provider]}; the tunnel menu has other ways.
      </p>
      <div className="dialog-actions">
        <Button onPress={decline}>Stay local</Button>
        <Button variant="primary" isDisabled={isPending} onPress={agree}>
          Agree and open the tunnel
        </Button>
      </div>
    </Dialog>
  )
}
