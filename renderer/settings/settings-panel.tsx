import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { EmptyState, Notice } from '../ui/state.tsx'
import { SettingCard } from './setting-card.tsx'
import { errorsOf, isWithoutValue, newRow, type SettingRow } from './setting-rows.ts'
import { SettingsTransfer } from './settings-transfer.tsx'
import './settings.css'
import { useSettingsDraft } from './use-settings-draft.ts'

export interface SettingsPanelProps {
  readonly source: Result<'sources.get'>
  /** Names of required settings without a value, for which a run was stopped. */
  readonly missing: readonly string[]
  readonly onDirtyChange: (isDirty: boolean) => void
}

export function SettingsPanel(props: SettingsPanelProps) {
  const { source, onDirtyChange } = props
  const draft = useSettingsDraft(source)
  const { rows, isDirty } = draft
  const missing = props.missing.filter((name) =>
    rows.some((row) => row.previousName === name && isWithoutValue(row)),
  )
  const transfer = <SettingsTransfer source={source} isDirty={isDirty} />
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
      {missing.length > 0 && (
        <Notice tone="error">
          Invalid Settings: the run was stopped, because{' '}
          {missing.length === 1 ? 'a required setting has' : 'required settings have'} no value.
          Enter it, save, then run again.
        </Notice>
      )}
      <div className="settings-rows scroll">
        {rows.length === 0 && (
          <EmptyState
            title="No settings"
            action={
              <span className="settings-empty-actions">
                <Button onPress={add}>
                  <Plus size={13} aria-hidden="true" />
                  Add setting
                </Button>
                {transfer}
              </span>
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
            valueError={
              missing.includes(row.previousName ?? '') && isWithoutValue(row)
                ? 'Required, and without a value.'
                : undefined
            }
            isNew={row.key === added}
            round={draft.round}
            hasStored={source.settings.some(
              ({ name, type, encrypted, hasValue }) =>
                name === row.previousName && type === row.type && encrypted && hasValue,
            )}
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
          {transfer}
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
