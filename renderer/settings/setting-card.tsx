import { Trash2 } from 'lucide-react'
import { IconButton } from '../ui/button.tsx'
import { Checkbox, TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { SecretValue } from './secret-value.tsx'
import { withLabel, withType, type SettingRow, type SettingType } from './setting-rows.ts'
import { ValueEditor } from './value-editor.tsx'

export interface SettingCardProps {
  readonly sourceId: string
  readonly row: SettingRow
  readonly error: string | undefined
  readonly valueError: string | undefined
  readonly isNew: boolean
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
  return (
    <fieldset className="setting-card" data-setting={row.previousName ?? ''}>
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
      <div className="setting-value">
        {row.isKept && row.previousName !== null ? (
          <SecretValue
            sourceId={props.sourceId}
            name={row.previousName}
            onReplace={() => change({ isKept: false })}
          />
        ) : (
          <ValueEditor
            type={row.type}
            value={row.value}
            isSecret={row.encrypted}
            error={props.valueError}
            onChange={(value) => change({ value })}
          />
        )}
      </div>
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
