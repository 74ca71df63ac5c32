/**
 * The settings being edited. They survive a switch to another source and the end of the page, but
 * for typed secrets: those are kept in memory only, and the browser asks before they go.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import { readRunsAnew } from '../host/read-runs-anew.ts'
import { isWithoutValue, rowsOf, toDraft, type SettingRow } from './setting-rows.ts'
import { keepSettingsDraft, readSettingsDraft } from './settings-draft-store.ts'

const unsaved = new Map<string, readonly SettingRow[]>()

export interface SettingsDraft {
  readonly rows: readonly SettingRow[]
  readonly isDirty: boolean
  readonly isSaving: boolean
  /** Another one as soon as what was typed is saved or given up. */
  readonly round: number
  readonly change: (rows: readonly SettingRow[]) => void
  readonly discard: () => void
  readonly save: () => void
}

export function useSettingsDraft(source: Result<'sources.get'>): SettingsDraft {
  const connector = useConnector()
  const { api } = connector
  const client = useQueryClient()
  const [edited, setEdited] = useState(
    () => unsaved.get(source.id) ?? readSettingsDraft(source.id, source.settings),
  )
  const [round, setRound] = useState(0)
  const [keys, setKeys] = useState<ReadonlyMap<string, string>>()
  const rows = edited ?? rowsOf(source.settings, keys)

  const set = (next: readonly SettingRow[] | null): void => {
    if (next === null) {
      unsaved.delete(source.id)
    } else {
      unsaved.set(source.id, next)
    }
    keepSettingsDraft(source.id, next)
    if (next === null) {
      setRound((now) => now + 1)
    }
    setEdited(next)
  }
  const save = useMutation({
    mutationFn: () => api['settings.save']({ sourceId: source.id, settings: rows.map(toDraft) }),
    onSuccess: (settings) => {
      client.setQueryData<Result<'sources.get'>>(queryKeys.source(source.id), (now) =>
        now === undefined ? now : { ...now, settings },
      )
      setKeys(new Map(rows.map((row) => [row.name, row.key])))
      set(null)
      readRunsAnew(connector, client, { id: source.id, settings })
    },
  })

  const isDirty = edited !== null
  const holdsSecret =
    edited?.some((row) => row.encrypted && !row.isKept && !isWithoutValue(row)) ?? false
  useEffect(() => {
    if (!holdsSecret) {
      return undefined
    }
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [holdsSecret])

  return {
    rows,
    isDirty,
    isSaving: save.isPending,
    round,
    change: set,
    discard: () => set(null),
    save: () => save.mutate(),
  }
}
