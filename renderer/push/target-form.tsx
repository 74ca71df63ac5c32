import { useState, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useStartsFocused } from '../ui/use-starts-focused.ts'
import type { TargetDraft, TargetErrors, TargetKind } from './target-draft.ts'

export interface TargetFormProps {
  readonly draft: TargetDraft
  readonly errors: TargetErrors
  readonly isDirty: boolean
  readonly hasStoredKey: boolean
  /** Another one as soon as what was typed is saved. */
  readonly round: number
  readonly onChange: (draft: TargetDraft) => void
  readonly onSave: () => void
  readonly pushButton: ReactNode
}

const kinds: { value: TargetKind; label: string }[] = [
  { value: 'segment', label: 'Segment-compatible API' },
  { value: 'json', label: 'Any URL, as JSON' },
]

export function TargetForm(props: TargetFormProps) {
  const { draft, errors } = props
  const change = (part: Partial<TargetDraft>): void => props.onChange({ ...draft, ...part })
  return (
    <form
      className="target-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        props.onSave()
      }}
    >
      <Select
        label="Target"
        value={draft.kind}
        options={kinds}
        onChange={(kind) => change({ kind })}
      />
      {draft.kind === 'json' ? (
        <TextField
          label="URL"
          value={draft.jsonUrl}
          onChange={(jsonUrl) => change({ jsonUrl })}
          placeholder="https://example.com/collect"
          hint="The output is sent as one POST request: {events, objects}."
          error={props.isDirty ? errors.jsonUrl : undefined}
          mono
        />
      ) : (
        <>
          <TextField
            label="Tracking API base"
            value={draft.trackingUrl}
            onChange={(trackingUrl) => change({ trackingUrl })}
            error={errors.trackingUrl}
            mono
          />
          <TextField
            label="Objects API base"
            value={draft.objectsUrl}
            onChange={(objectsUrl) => change({ objectsUrl })}
            error={errors.objectsUrl}
            mono
          />
          <WriteKeyField
            key={props.round}
            value={draft.writeKey}
            hasStored={props.hasStoredKey}
            onChange={(writeKey) => change({ writeKey })}
          />
        </>
      )}
      <div className="target-actions">
        <Button type="submit">Save target</Button>
        {props.pushButton}
      </div>
    </form>
  )
}

interface WriteKeyProps {
  readonly value: string | null
  readonly hasStored: boolean
  readonly onChange: (value: string | null) => void
}

/** A stored key goes only when another one is typed, or on request; up to the saving it stays. */
function WriteKeyField(props: WriteKeyProps) {
  const { value, hasStored, onChange } = props
  const [isReplacing, setReplacing] = useState(false)
  const [isBack, setBack] = useState(false)
  if (value === null && !isReplacing) {
    return (
      <StoredKey
        startsFocused={isBack}
        onReplace={() => setReplacing(true)}
        onDelete={() => onChange('')}
      />
    )
  }
  const keep = (): void => {
    setReplacing(false)
    setBack(true)
    onChange(null)
  }
  return (
    <>
      <TextField
        label="Write key"
        type="password"
        value={value ?? ''}
        // Nothing typed in place of a stored key leaves that as it is.
        onChange={(text) => onChange(isReplacing && text === '' ? null : text)}
        startsFocused={hasStored}
        hint={
          isReplacing && value === null
            ? 'Left empty, the stored key stays.'
            : 'Kept encrypted; it never comes back to this window.'
        }
        mono
      />
      {hasStored && (
        <div className="kept-secret">
          <output className="kept-secret-gone grow">
            {value === '' && 'The stored key is deleted when you save.'}
          </output>
          <Button size="small" onPress={keep}>
            Keep the stored key
          </Button>
        </div>
      )}
    </>
  )
}

interface StoredKeyProps {
  /** Back from the field, which had the focus. */
  readonly startsFocused: boolean
  readonly onReplace: () => void
  readonly onDelete: () => void
}

function StoredKey(props: StoredKeyProps) {
  const replaceButton = useStartsFocused<HTMLButtonElement>(props.startsFocused)
  return (
    <div className="field">
      <span className="field-label">Write key</span>
      <div className="kept-secret">
        <span aria-label="A write key is stored">••••••••••••</span>
        <Button
          ref={replaceButton}
          size="small"
          onPress={props.onReplace}
          aria-label="Replace write key"
        >
          Replace
        </Button>
        <Button size="small" onPress={props.onDelete} aria-label="Delete write key">
          Delete
        </Button>
      </div>
    </div>
  )
}
