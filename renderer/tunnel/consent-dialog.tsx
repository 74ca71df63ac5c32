import { useState } from 'react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import './tunnel.css'
import { providerNames } from './tunnel-words.ts'
import { declining, isDeclined } from './consent.ts'
import { useConsent } from './use-consent.ts'

type Tunnel = Result<'capture.status'>['tunnel']
type Preferences = Result<'preferences.get'>

export interface ConsentDialogProps {
  readonly tunnel: Tunnel
  readonly preferences: Preferences
  readonly onChangePreferences: (change: Partial<Preferences>) => void
}

/** Asked once, before the first byte goes through a third party; the core waits for the answer. */
export function ConsentDialog(props: ConsentDialogProps) {
  const { tunnel, preferences } = props
  // Escape is no answer: it holds for this window, and the next one asks again.
  const [dismissed, setDismissed] = useState<string | null>(null)
  const { agree, isPending } = useConsent(tunnel)
  const isAnswered = dismissed === tunnel.since || isDeclined(preferences, tunnel.provider)
  if (agree === null || isAnswered) {
    return null
  }
  const decline = (): void => props.onChangePreferences(declining(preferences, tunnel.provider))
  return (
    <Dialog
      title="Send webhooks through a third party?"
      role="alertdialog"
      width={480}
      onClose={() => setDismissed(tunnel.since)}
    >
      <p>{tunnel.message}</p>
      <p className="muted">
        You are asked once for {providerNames[tunnel.provider]}; the tunnel menu changes the answer
        and has other ways.
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
