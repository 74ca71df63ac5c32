import { useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { isHttpUrl } from '../ui/is-http-url.ts'
import { providerNames } from './tunnel-words.ts'

type Preferences = Result<'preferences.get'>
type Provider = Preferences['tunnelProvider']

const providers: { value: Provider; text: string }[] = [
  { value: 'localtunnel', text: 'A public address from a relay' },
  { value: 'cloudflared', text: 'Cloudflare’s program, if it is installed' },
  { value: 'url', text: 'Your own proxy or tunnel' },
  { value: 'none', text: 'Only this machine can send webhooks' },
]

export interface ProviderFormProps {
  readonly preferences: Preferences
  readonly onChange: (change: Partial<Preferences>) => void
}

export function ProviderForm(props: ProviderFormProps) {
  const { preferences } = props
  const [relayUrl, setRelayUrl] = useState(preferences.relayUrl)
  const [ownUrl, setOwnUrl] = useState(preferences.ownPublicUrl)
  const provider = preferences.tunnelProvider
  return (
    <div className="provider-form">
      <RadioGroup
        className="provider-choices"
        value={provider}
        onChange={(value) => {
          const chosen = providers.find((candidate) => candidate.value === value)
          if (chosen !== undefined) {
            props.onChange({ tunnelProvider: chosen.value })
          }
        }}
      >
        <Label className="field-label">Public address</Label>
        {providers.map((choice) => (
          <Radio key={choice.value} value={choice.value} className="provider-choice">
            <span className="radio-mark" aria-hidden="true" />
            <span>{providerNames[choice.value]}</span>
            <span className="muted truncate">{choice.text}</span>
          </Radio>
        ))}
      </RadioGroup>
      {provider === 'localtunnel' && (
        <UrlForm
          label="Relay host"
          value={relayUrl}
          onChange={setRelayUrl}
          onSave={() => props.onChange({ relayUrl })}
        />
      )}
      {provider === 'url' && (
        <UrlForm
          label="Public URL that forwards to the local one"
          value={ownUrl}
          onChange={setOwnUrl}
          onSave={() => props.onChange({ ownPublicUrl: ownUrl })}
        />
      )}
    </div>
  )
}

interface UrlFormProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onSave: () => void
}

function UrlForm(props: UrlFormProps) {
  const isValid = isHttpUrl(props.value)
  const isWrong = !isValid && props.value !== ''
  return (
    <form
      className="url-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (isValid) {
          props.onSave()
        }
      }}
    >
      <div className="grow">
        <TextField
          label={props.label}
          value={props.value}
          onChange={props.onChange}
          mono
          placeholder="https://hooks.example.com"
          error={isWrong ? 'Enter a URL that starts with http:// or https://' : undefined}
        />
      </div>
      {/* Never disabled: a button that goes dead under the finger takes the focus with it. */}
      <Button type="submit">Use</Button>
    </form>
  )
}
