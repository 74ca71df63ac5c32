import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { useSourceAnswer, type SignatureOptions } from '../host/queries.ts'
import { queryKeys } from '../host/query-keys.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox, TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { SignatureDetails } from './signature-details.tsx'
import type { SignatureWords } from './signature-words.ts'

type Check = NonNullable<Result<'signatures.check'>>

const DETECTED = 'detected'
const AUTOMATIC = ' automatic'
const OTHER = ' other'

export interface SignatureDialogProps {
  readonly sourceId: string
  readonly check: Check | null
  readonly words: SignatureWords
  readonly options: SignatureOptions
  readonly onChange: (options: SignatureOptions) => void
}

export function SignatureDialog(props: SignatureDialogProps) {
  const { check, words, options, onChange } = props
  return (
    <>
      <header className="signature-head">
        <span className="signature-badge" data-tone={words.tone}>
          {words.label}
        </span>
        <strong>{check?.providerName ?? 'No known sender'}</strong>
      </header>
      <p className="signature-words">
        {check?.explanation ??
          'No header of a sender that Hookbench knows was found. When you know who sent it, choose the sender below.'}
      </p>
      <ProviderChoice
        value={options.provider ?? DETECTED}
        detected={options.provider === undefined ? (check?.providerName ?? null) : null}
        onChange={(provider) =>
          onChange({ ...options, provider: provider === DETECTED ? undefined : provider })
        }
      />
      {check !== null && (
        <>
          <SecretChoice
            sourceId={props.sourceId}
            usedSetting={check.settingName}
            isOther={options.secret !== undefined}
            onOther={(secret) => onChange({ ...options, secret })}
          />
          {check.hasTimestamp && (
            <Checkbox
              isSelected={options.at === 'now'}
              onChange={(isNow) => onChange({ ...options, at: isNow ? 'now' : undefined })}
            >
              Count its age to now instead of to its arrival
            </Checkbox>
          )}
          <SignatureDetails details={check.details} />
        </>
      )}
    </>
  )
}

function ProviderChoice(props: {
  value: string
  detected: string | null
  onChange: (provider: string) => void
}) {
  const { api } = useConnector()
  const providers = useQuery({
    queryKey: queryKeys.signatureProviders,
    queryFn: () => api['signatures.providers']({}),
  })
  const detected = props.detected === null ? 'Detect it' : `Detected: ${props.detected}`
  return (
    <Select
      label="Sender"
      value={props.value}
      options={[
        { value: DETECTED, label: detected },
        ...(providers.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={props.onChange}
    />
  )
}

interface SecretChoiceProps {
  readonly sourceId: string
  readonly usedSetting: string | null
  readonly isOther: boolean
  readonly onOther: (secret: string | undefined) => void
}

/** A setting of the source, kept as its choice, or a secret that is typed in and only tried. */
function SecretChoice(props: SecretChoiceProps) {
  const { api } = useConnector()
  const client = useQueryClient()
  const answer = useSourceAnswer(props.sourceId).data
  const [isTyping, setTyping] = useState(props.isOther)
  const [typed, setTyped] = useState('')
  const choose = useMutation({
    mutationFn: (settingName: string | null) =>
      api['signatures.setSetting']({ sourceId: props.sourceId, settingName }),
    onSuccess: (next) => client.setQueryData(queryKeys.answers(props.sourceId), next),
  })
  const candidates = answer?.candidates ?? []
  const automatic =
    answer?.signingSetting === null && props.usedSetting !== null
      ? `Chosen by its name: ${props.usedSetting}`
      : 'Choose by its name'
  return (
    <div className="field" style={{ gap: 6 }}>
      <Select
        label="Signing secret"
        value={isTyping ? OTHER : (answer?.signingSetting ?? AUTOMATIC)}
        options={[
          { value: AUTOMATIC, label: automatic },
          ...candidates.map((name) => ({ value: name, label: `Setting ${name}` })),
          { value: OTHER, label: 'Try another secret…' },
        ]}
        onChange={(value) => {
          setTyping(value === OTHER)
          if (value !== OTHER) {
            props.onOther(undefined)
            choose.mutate(value === AUTOMATIC ? null : value)
          }
        }}
      />
      {isTyping && (
        <form
          className="signature-try"
          onSubmit={(event) => {
            event.preventDefault()
            props.onOther(typed === '' ? undefined : typed)
          }}
        >
          <TextField
            label="Secret to try"
            type="password"
            mono
            startsFocused
            value={typed}
            onChange={setTyped}
            hint="Not kept. To keep it, add it as an encrypted setting."
          />
          <Button type="submit">Check</Button>
        </form>
      )}
      {candidates.length === 0 && !isTyping && (
        <p className="field-hint">
          This source has no text setting yet. Add the secret under Settings, as encrypted.
        </p>
      )}
    </div>
  )
}
