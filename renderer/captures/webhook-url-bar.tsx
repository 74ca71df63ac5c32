import { ChevronDown, Globe, House, Terminal } from 'lucide-react'
import { Input, Label, TextField } from 'react-aria-components'
import type { Result } from '#preload/contract'
import { IconButton } from '../ui/button.tsx'
import { copyText, CopyButton } from '../ui/copy-button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { showToast } from '../ui/toast.tsx'
import './captures.css'
import { curlCommand, webhookUrls } from './webhook-urls.ts'

export interface WebhookUrlBarProps {
  readonly status: Result<'capture.status'> | undefined
  readonly source: { readonly id: string; readonly token: string }
}

async function copyAndSay(text: string, what: string): Promise<void> {
  if (await copyText(text)) {
    showToast({ tone: 'info', title: `${what} copied.` })
  }
}

export function WebhookUrlBar(props: WebhookUrlBarProps) {
  'use memo'
  const urls = webhookUrls(props.status, props.source)
  const label = 'Copy this webhook URL to your upstream tool and start to capture events'
  return (
    <div className="url-bar">
      <TextField className="url-field" value={urls.primary ?? ''} isReadOnly>
        <Label className="url-label">{label}</Label>
        <span className="url-box">
          {urls.primary !== null && (
            <span
              className="url-kind"
              data-kind={urls.kind}
              data-waiting={urls.isWaiting || undefined}
              data-troubled={(!urls.isWaiting && urls.condition !== null) || undefined}
            >
              {urls.kind === 'public' ? 'Public' : 'Local'}
              {urls.condition !== null && <span className="url-condition">, {urls.condition}</span>}
            </span>
          )}
          <Input
            className="url-input"
            placeholder="The address appears here when you capture events"
            onFocus={(event) => event.currentTarget.select()}
          />
        </span>
      </TextField>
      <CopyButton
        text={urls.primary ?? ''}
        label="Copy webhook URL"
        isDisabled={urls.primary === null}
      />
      <Menu
        label="More ways to call this source"
        trigger={
          <IconButton
            label="More ways to call this source"
            variant="default"
            icon={<ChevronDown size={14} />}
          />
        }
      >
        <MenuItem
          icon={<Terminal size={14} />}
          isDisabled={urls.primary === null}
          onAction={() => void copyAndSay(curlCommand(urls.primary ?? ''), 'curl command')}
        >
          Copy as curl command
        </MenuItem>
        <MenuItem
          icon={<House size={14} />}
          isDisabled={urls.local === null}
          onAction={() => void copyAndSay(urls.local ?? '', 'Local URL')}
        >
          Copy local URL
        </MenuItem>
        <MenuItem
          icon={<Globe size={14} />}
          isDisabled={urls.public === null}
          onAction={() => void copyAndSay(urls.public ?? '', 'Public URL')}
        >
          Copy public URL
        </MenuItem>
      </Menu>
    </div>
  )
}
