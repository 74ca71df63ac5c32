import { Checkbox, TextField } from '../ui/field.tsx'
import { MapEditor } from './map-editor.tsx'
import type { SettingType, SettingValue } from './setting-rows.ts'

export interface ValueEditorProps {
  readonly type: SettingType
  readonly value: SettingValue | null
  readonly isSecret: boolean
  readonly error: string | undefined
  readonly hint?: string | undefined
  readonly startsFocused?: boolean
  readonly onChange: (value: SettingValue) => void
}

export function ValueEditor(props: ValueEditorProps) {
  const { type, value, onChange } = props
  if (type === 'BOOLEAN') {
    return (
      <div className="field">
        <span className="field-label">Value</span>
        <Checkbox isSelected={value === true} onChange={onChange}>
          {value === true ? 'true' : 'false'}
        </Checkbox>
      </div>
    )
  }
  if (type === 'ARRAY') {
    const items = Array.isArray(value) ? value : []
    return (
      <TextField
        label="Value, one item a line"
        value={items.join('\n')}
        onChange={(text) => onChange(text === '' ? [] : text.split('\n'))}
        rows={Math.min(8, Math.max(2, items.length + 1))}
        mono
      />
    )
  }
  if (type === 'TEXT_MAP') {
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
    return <MapEditor value={isMap ? value : {}} onChange={onChange} />
  }
  return (
    <TextField
      label="Value"
      type={props.isSecret ? 'password' : 'text'}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
      error={props.error}
      hint={props.hint}
      startsFocused={props.startsFocused ?? false}
      mono
    />
  )
}
