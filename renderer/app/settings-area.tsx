import { useState } from 'react'
import type { Result } from '#preload/contract'
import type { SeenHandshake } from '../answers/seen-handshakes.ts'
import { WebhookPanel } from '../answers/webhook-panel.tsx'
import { webhookUrls } from '../captures/webhook-urls.ts'
import { useCaptureStatus } from '../host/queries.ts'
import { SettingsPanel } from '../settings/settings-panel.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { useActions } from './actions/action-registry.ts'
import { pressPart } from './press-part.ts'

type Part = 'function' | 'webhook'

export interface SettingsAreaProps {
  readonly source: Result<'sources.get'>
  readonly seen: readonly SeenHandshake[]
  readonly missing: readonly string[]
  readonly onDirtyChange: (isDirty: boolean) => void
  /** Brings the tab of the settings into sight. */
  readonly onShow: () => void
}

/** What the function reads, and how the source behaves towards its senders. */
export function SettingsArea(props: SettingsAreaProps) {
  const { source, missing } = props
  const [part, setPart] = useState<Part>('function')
  // Where the missing values are entered.
  const [seenMissing, setSeenMissing] = useState(missing)
  if (missing !== seenMissing) {
    setSeenMissing(missing)
    setPart('function')
  }
  const status = useCaptureStatus().data
  const open = (next: Part, id: 'settings.transfer' | 'source.rotate') => () => {
    props.onShow()
    setPart(next)
    pressPart(id)
  }
  useActions({
    'settings.transfer': open('function', 'settings.transfer'),
    'source.rotate': open('webhook', 'source.rotate'),
  })
  return (
    <div className="settings-area">
      <div className="settings-parts">
        <Segmented<Part>
          label="Settings of"
          value={part}
          options={[
            { value: 'function', label: 'Function' },
            { value: 'webhook', label: 'Webhook' },
          ]}
          onChange={setPart}
        />
        <span className="muted truncate">
          {part === 'function'
            ? 'What the code reads as settings'
            : 'Address, answer and address checks'}
        </span>
      </div>
      {/* Hidden, not gone: what was typed in one is there when it is shown again. */}
      <div className="settings-part" hidden={part !== 'function'}>
        <SettingsPanel source={source} missing={missing} onDirtyChange={props.onDirtyChange} />
      </div>
      <div className="settings-part" hidden={part !== 'webhook'}>
        <WebhookPanel
          source={source}
          seen={props.seen}
          urlWith={(token) => webhookUrls(status, { id: source.id, token }).primary}
        />
      </div>
    </div>
  )
}
