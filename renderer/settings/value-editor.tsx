import { Checkbox, TextField } from '../ui/field.tsx'
import { MapEditor } from './map-editor.tsx'
import type { SettingType, SettingValue } from './setting-rows.ts'

export interface ValueEditorProps {
  readonly type: SettingType
  readonly value: SettingValue | null
  readonly isSecret: boolean
  readonly onChange: (value: SettingValue) => void
}

export function ValueEditor(props: ValueEditorProps) {
  const { value, onChange } = props
  switch (props.type) {
    case 'STRING':
      return (
        <TextField
          label="Value"
          type={props.isSecret ? 'password' : 'text'}
          value={typeof value === 'string' ? value : ''}
          onChange={onChange}
          mono
        />
      )
    case 'BOOLEAN':
      return (
        <div className="field">
          <span className="field-label">Value</span>
          <Checkbox isSelected={value === true} onChange={onChange}>
            {value === true ? 'true' : 'false'}
          </Checkbox>
        </div>
      )
    case 'ARRAY': {
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
    case 'TEXT_MAP':
      return (
        <MapEditor
          value={typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}}
          onChange={onChange}
        />
      )
  }
}
