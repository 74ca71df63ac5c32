import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import type { TargetDraft, TargetErrors, TargetKind } from './target-draft.ts'

export interface TargetFormProps {
  readonly draft: TargetDraft
  readonly errors: TargetErrors
  readonly isDirty: boolean
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
          <WriteKeyField value={draft.writeKey} onChange={(writeKey) => change({ writeKey })} />
        </>
      )}
      <div className="target-actions">
        <Button type="submit">Save target</Button>
        {props.pushButton}
      </div>
    </form>
  )
}

function WriteKeyField(props: { value: string | null; onChange: (value: string | null) => void }) {
  if (props.value === null) {
    return (
      <div className="field">
        <span className="field-label">Write key</span>
        <div className="kept-secret">
          <span aria-label="A write key is stored">••••••••••••</span>
          <Button size="small" onPress={() => props.onChange('')} aria-label="Replace write key">
            Replace
          </Button>
        </div>
      </div>
    )
  }
  return (
    <TextField
      label="Write key"
      type="password"
      value={props.value}
      onChange={props.onChange}
      hint="Kept encrypted; it never comes back to this window."
      mono
    />
  )
}
