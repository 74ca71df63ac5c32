/**
 * The code being edited. A draft exists from the first key until Save; it knows the version that
 * it was made from, so that a save by another window shows as a conflict instead of a loss.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { Result } from '#preload/contract'
import { AppError } from '#preload/errors'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import { useLatest } from '../ui/use-latest.ts'
import { keepCodeDraft, readCodeDraft, type CodeDraft } from './code-draft-store.ts'

type Source = Result<'sources.get'>

export interface CodeDraftState {
  readonly code: string
  readonly isDirty: boolean
  /** The saved code is newer than the one that was edited. */
  readonly hasConflict: boolean
  readonly edit: (code: string) => void
  /** Saves when there is something to save. Throws `conflict` when another save came first. */
  readonly save: () => Promise<Source>
  readonly keepMine: () => Promise<Source>
  readonly takeTheirs: () => void
}

export function useCodeDraft(source: Source): CodeDraftState {
  const { api } = useConnector()
  const client = useQueryClient()
  const [draft, setDraftState] = useState(() => readCodeDraft(source.id))
  const draftRef = useRef(draft)
  const sourceRef = useLatest(source)

  const setDraft = useCallback(
    (next: CodeDraft | null) => {
      draftRef.current = next
      keepCodeDraft(source.id, next)
      setDraftState(next)
    },
    [source.id],
  )

  const edit = useCallback(
    (code: string) => {
      const saved = sourceRef.current
      const baseVersion = draftRef.current?.baseVersion ?? saved.version
      const isBackAtSaved = code === saved.code
      setDraft(isBackAtSaved ? null : { code, baseVersion })
    },
    [setDraft, sourceRef],
  )

  const saveAs = useCallback(
    async (code: string, baseVersion: number): Promise<Source> => {
      try {
        const saved = await api['sources.saveCode']({ sourceId: source.id, code, baseVersion })
        client.setQueryData(queryKeys.source(source.id), saved)
        sourceRef.current = saved
        // Keys pressed while the save was under way are a draft of the new version.
        const now = draftRef.current
        setDraft(now === null || now.code === code ? null : { ...now, baseVersion: saved.version })
        return saved
      } catch (error) {
        if (error instanceof AppError && error.code === 'conflict') {
          await client.invalidateQueries({ queryKey: queryKeys.source(source.id) })
        }
        throw error
      }
    },
    [api, client, setDraft, source.id, sourceRef],
  )

  const save = useCallback(async () => {
    const now = draftRef.current
    return now === null ? sourceRef.current : await saveAs(now.code, now.baseVersion)
  }, [saveAs, sourceRef])

  const keepMine = useCallback(async () => {
    const saved = sourceRef.current
    return await saveAs(draftRef.current?.code ?? saved.code, saved.version)
  }, [saveAs, sourceRef])

  const isDirty = draft !== null && draft.code !== source.code
  return {
    code: draft?.code ?? source.code,
    isDirty,
    hasConflict: isDirty && draft.baseVersion < source.version,
    edit,
    save,
    keepMine,
    takeTheirs: () => setDraft(null),
  }
}
