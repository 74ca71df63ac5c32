import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Group } from 'react-aria-components'
import { Button, IconButton } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'

interface Pair {
  readonly id: string
  readonly key: string
  readonly value: string
}

export interface MapEditorProps {
  readonly value: Readonly<Record<string, string>>
  readonly onChange: (value: Record<string, string>) => void
}

function pair(key: string, value: string): Pair {
  return { id: crypto.randomUUID(), key, value }
}

/** Keys and values as rows; while typing, two rows may have the same key (the later one counts). */
export function MapEditor(props: MapEditorProps) {
  const [pairs, setPairs] = useState(() =>
    Object.entries(props.value).map(([key, value]) => pair(key, value)),
  )
  const set = (next: readonly Pair[]): void => {
    setPairs([...next])
    const filled = next.filter((entry) => entry.key !== '')
    props.onChange(Object.fromEntries(filled.map((entry) => [entry.key, entry.value])))
  }
  const change = (id: string, part: Partial<Pair>): void =>
    set(pairs.map((entry) => (entry.id === id ? { ...entry, ...part } : entry)))
  return (
    <Group className="field" aria-label="Value">
      <span className="field-label">Value</span>
      {pairs.map((entry) => (
        <div key={entry.id} className="map-row">
          <TextField
            label="Key"
            labelHidden
            placeholder="key"
            value={entry.key}
            onChange={(key) => change(entry.id, { key })}
            mono
          />
          <TextField
            label={`Value of ${entry.key}`}
            labelHidden
            placeholder="value"
            value={entry.value}
            onChange={(value) => change(entry.id, { value })}
            mono
          />
          <IconButton
            label={`Remove ${entry.key}`}
            size="small"
            icon={<X size={13} />}
            onPress={() => set(pairs.filter((other) => other.id !== entry.id))}
          />
        </div>
      ))}
      <div>
        <Button size="small" onPress={() => set([...pairs, pair('', '')])}>
          <Plus size={12} aria-hidden="true" />
          Add entry
        </Button>
      </div>
    </Group>
  )
}
