import { Plus, X } from 'lucide-react'
import { Button, IconButton } from './button.tsx'
import { TextField } from './field.tsx'
import './header-rows.css'

export interface HeaderRow {
  readonly key: number
  readonly name: string
  readonly value: string
}

let nextKey = 1

export function headerRow(name = '', value = ''): HeaderRow {
  return { key: nextKey++, name, value }
}

export function toHeaderRows(headers: readonly (readonly [string, string])[]): HeaderRow[] {
  return headers.map(([name, value]) => headerRow(name, value))
}

export function fromHeaderRows(rows: readonly HeaderRow[]): [string, string][] {
  return rows
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, value }) => [name.trim(), value])
}

export interface HeaderRowsProps {
  /** What the rows are, for readers: "Header". */
  readonly label: string
  readonly rows: readonly HeaderRow[]
  readonly onChange: (rows: readonly HeaderRow[]) => void
}

/** Headers as rows of name and value; their order is kept. */
export function HeaderRows(props: HeaderRowsProps) {
  const { rows, label } = props
  const change = (key: number, part: Partial<HeaderRow>): void =>
    props.onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  return (
    <div className="header-rows">
      {rows.map((row, index) => (
        <div key={row.key} className="header-row">
          <TextField
            label={`${label} ${index + 1} name`}
            labelHidden
            mono
            placeholder="Name"
            value={row.name}
            startsFocused={row.name === '' && row.value === ''}
            onChange={(name) => change(row.key, { name })}
          />
          <TextField
            label={`${label} ${index + 1} value`}
            labelHidden
            mono
            placeholder="Value"
            value={row.value}
            onChange={(value) => change(row.key, { value })}
          />
          <IconButton
            label={`Remove ${row.name === '' ? `${label.toLowerCase()} ${index + 1}` : row.name}`}
            size="small"
            icon={<X size={13} />}
            onPress={() => props.onChange(rows.filter((other) => other.key !== row.key))}
          />
        </div>
      ))}
      <div>
        <Button size="small" onPress={() => props.onChange([...rows, headerRow()])}>
          <Plus size={12} aria-hidden="true" />
          Add header
        </Button>
      </div>
    </div>
  )
}
