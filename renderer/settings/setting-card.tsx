import { Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import { Checkbox, TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { SecretValue } from './secret-value.tsx'
import {
  isWithoutValue,
  replaced,
  withLabel,
  withoutStored,
  withStored,
  withType,
  type SettingRow,
  type SettingType,
} from './setting-rows.ts'
import type { SettingsDraft } from './use-settings-draft.ts'
import { ValueEditor } from './value-editor.tsx'

export interface SettingCardProps {
  readonly sourceId: string
  readonly row: SettingRow
  readonly error: string | undefined
  readonly valueError: string | undefined
  readonly isNew: boolean
  /** A secret is stored, which is neither shown nor known here. */
  readonly hasStored: boolean
  readonly round: SettingsDraft['round']
  readonly onChange: (row: SettingRow) => void
  readonly onRemove: () => void
}

const types: { value: SettingType; label: string }[] = [
  { value: 'STRING', label: 'String' },
  { value: 'BOOLEAN', label: 'Boolean' },
  { value: 'ARRAY', label: 'Array' },
  { value: 'TEXT_MAP', label: 'Text map' },
]

export function SettingCard(props: SettingCardProps) {
  const { row } = props
  const change = (part: Partial<SettingRow>): void => props.onChange({ ...row, ...part })
  const title = row.label === '' ? 'New setting' : row.label
  const card = useRef<HTMLFieldSetElement>(null)
  const { isNew } = props
  useEffect(() => {
    // Its value is below the label, which has the focus.
    if (isNew) {
      card.current?.scrollIntoView({ block: 'nearest' })
    }
  }, [isNew])
  return (
    <fieldset ref={card} className="setting-card" data-setting={row.previousName ?? ''}>
      <legend className="visually-hidden">{title}</legend>
      <div className="setting-grid">
        <TextField
          label="Label"
          value={row.label}
          onChange={(label) => props.onChange(withLabel(row, label))}
          placeholder="API Key"
          startsFocused={props.isNew}
        />
        <TextField
          label="Name in code"
          value={row.name}
          onChange={(name) => change({ name, isOwnName: name !== '' })}
          placeholder="apiKey"
          error={props.error}
          mono
        />
        <Select
          label="Type"
          value={row.type}
          options={types}
          onChange={(type) => props.onChange(withType(row, type))}
        />
      </div>
      <Value {...props} />
      <TextField
        label="Description"
        value={row.description}
        onChange={(description) => change({ description })}
      />
      <div className="setting-flags">
        <Checkbox isSelected={row.required} onChange={(required) => change({ required })}>
          Required
        </Checkbox>
        <Checkbox isSelected={row.encrypted} onChange={(encrypted) => change({ encrypted })}>
          Encrypted
        </Checkbox>
        <span className="grow" />
        <IconButton
          label={`Remove ${title}`}
          size="small"
          icon={<Trash2 size={13} />}
          onPress={props.onRemove}
        />
      </div>
    </fieldset>
  )
}

/** A stored secret goes only when another one is typed, or on request; up to the saving it stays. */
function Value(props: SettingCardProps) {
  const { row, hasStored, onChange } = props
  const [replacingIn, setReplacingIn] = useState<number | null>(null)
  const isReplacing = replacingIn === props.round
  const [isBack, setBack] = useState(false)
  const keep = (): void => {
    setReplacingIn(null)
    setBack(true)
    onChange(withStored(row))
  }
  if (row.isKept && row.previousName !== null && !isReplacing) {
    return (
      <div className="setting-value">
        <SecretValue
          sourceId={props.sourceId}
          name={row.previousName}
          startsFocused={isBack}
          onReplace={() => setReplacingIn(props.round)}
          onDelete={() => onChange(withoutStored(row))}
        />
      </div>
    )
  }
  const isDeleted = hasStored && !row.isKept && isWithoutValue(row)
  return (
    <div className="setting-value">
      <ValueEditor
        type={row.type}
        value={row.value}
        isSecret={row.encrypted}
        error={props.valueError}
        hint={isReplacing && row.isKept ? 'Left empty, the stored value stays.' : undefined}
        startsFocused={isReplacing || isDeleted}
        onChange={(value) => onChange(isReplacing ? replaced(row, value) : { ...row, value })}
      />
      {hasStored && (
        <div className="stored-secret">
          <output className="stored-secret-gone grow">
            {isDeleted && 'The stored value is deleted when you save.'}
          </output>
          <Button size="small" onPress={keep}>
            Keep the stored value
          </Button>
        </div>
      )}
    </div>
  )
}
