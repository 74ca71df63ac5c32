import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { Dot } from '../ui/state.tsx'
import '../ui/menu.css'
import { answerOf, askingAgain, declining, isDeclined, type ConsentPreferences } from './consent.ts'
import { ProviderForm } from './provider-form.tsx'
import { TunnelTimeline } from './tunnel-timeline.tsx'
import { canRetry, tunnelWords } from './tunnel-words.ts'
import './tunnel.css'

export interface TunnelChipProps {
  readonly tunnel: Result<'capture.status'>['tunnel']
  readonly preferences: Result<'preferences.get'>
  readonly onRetry: () => void
  /** Agrees that traffic passes a third party; `null` while nobody asks for it. */
  readonly onConsent: (() => void) | null
  /** Another answer to the question of the third party; it holds at once. */
  readonly onAnswer: (change: Partial<ConsentPreferences>) => void
  readonly onChangePreferences: (change: Partial<Result<'preferences.get'>>) => void
}

export function TunnelChip(props: TunnelChipProps) {
  const { tunnel, preferences } = props
  // Drawn inside the top bar, so that the popover belongs to a landmark of the page.
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const provider = preferences.tunnelProvider
  const words = tunnelWords(tunnel, provider, isDeclined(preferences, provider))
  const answer = answerOf(preferences, provider)
  return (
    <DialogTrigger>
      <Button variant="quiet" data-part="tunnel.open" aria-label={`Tunnel: ${words.label}`}>
        <span className="chip" data-testid="tunnel-state" data-state={tunnel.state}>
          <Dot tone={words.tone} />
          {words.label}
        </span>
        <ChevronDown size={12} aria-hidden="true" />
      </Button>
      <Popover
        className="popover"
        placement="bottom end"
        offset={4}
        UNSTABLE_portalContainer={place ?? undefined}
      >
        <Dialog className="tunnel-dialog">
          <Heading slot="title" level={2}>
            Tunnel
          </Heading>
          <div className="tunnel-now">
            <Dot tone={words.tone} />
            <p className="grow">{tunnel.message}</p>
            {props.onConsent !== null && (
              <Button size="small" variant="primary" onPress={props.onConsent}>
                Agree
              </Button>
            )}
            {canRetry(tunnel.state) && (
              <Button size="small" onPress={props.onRetry}>
                Retry now
              </Button>
            )}
          </div>
          <ProviderForm preferences={preferences} onChange={props.onChangePreferences} />
          {answer !== null && (
            <div className="tunnel-now">
              <p className="grow muted">{answer.text}</p>
              {answer.kind === 'agreed' ? (
                <Button
                  size="small"
                  onPress={() => props.onAnswer(declining(preferences, provider))}
                >
                  Withdraw
                </Button>
              ) : (
                // While a window is open the way to agree stands above.
                props.onConsent === null && (
                  <Button
                    size="small"
                    onPress={() => props.onAnswer(askingAgain(preferences, provider))}
                  >
                    Ask me again
                  </Button>
                )
              )}
            </div>
          )}
          <TunnelTimeline timeline={tunnel.timeline} />
        </Dialog>
      </Popover>
      <div ref={setPlace} />
      <output className="visually-hidden">Tunnel: {words.label}</output>
    </DialogTrigger>
  )
}
