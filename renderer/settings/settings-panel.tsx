import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/state.tsx'
import { SettingCard } from './setting-card.tsx'
import { errorsOf, newRow, type SettingRow } from './setting-rows.ts'
import './settings.css'
import { useSettingsDraft } from './use-settings-draft.ts'

export interface SettingsPanelProps {
  readonly source: Result<'sources.get'>
  readonly onDirtyChange: (isDirty: boolean) => void
}

export function SettingsPanel(props: SettingsPanelProps) {
  const { source, onDirtyChange } = props
  const draft = useSettingsDraft(source)
  const { rows, isDirty } = draft
  const [added, setAdded] = useState<string | null>(null)
  const [showsErrors, setShowErrors] = useState(false)
  const errors = errorsOf(rows)
  useEffect(() => onDirtyChange(isDirty), [isDirty, onDirtyChange])

  const add = (): void => {
    const row = newRow()
    setAdded(row.key)
    draft.change([...rows, row])
  }
  const change = (next: SettingRow): void =>
    draft.change(rows.map((row) => (row.key === next.key ? next : row)))
  const save = (): void => {
    setShowErrors(errors.size > 0)
    if (errors.size === 0 && isDirty && !draft.isSaving) {
      draft.save()
    }
  }
  return (
    <form
      className="settings-panel"
      aria-label="Settings"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <div className="settings-rows scroll">
        {rows.length === 0 && (
          <EmptyState
            title="No settings"
            action={
              <Button onPress={add}>
                <Plus size={13} aria-hidden="true" />
                Add setting
              </Button>
            }
          >
            Settings keep keys and choices out of the code. A setting with the label “API Key” is
            read as <code>settings.apiKey</code>.
          </EmptyState>
        )}
        {rows.map((row) => (
          <SettingCard
            key={row.key}
            sourceId={source.id}
            row={row}
            error={showsErrors || row.name !== '' ? errors.get(row.key) : undefined}
            isNew={row.key === added}
            onChange={change}
            onRemove={() => draft.change(rows.filter((other) => other.key !== row.key))}
          />
        ))}
      </div>
      {(rows.length > 0 || isDirty) && (
        <footer className="settings-actions">
          <Button type="submit" variant={isDirty ? 'primary' : 'default'}>
            Save settings
          </Button>
          <Button onPress={add}>
            <Plus size={13} aria-hidden="true" />
            Add setting
          </Button>
          <span className="grow" />
          {isDirty && (
            <Button variant="quiet" onPress={draft.discard}>
              Discard changes
            </Button>
          )}
        </footer>
      )}
    </form>
  )
}
