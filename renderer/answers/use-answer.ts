import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import { isSame, toConfig, toDraft, type AnswerConfig, type AnswerDraft } from './answer-draft.ts'

/** Survives a switch to another source; lost with the page, as it is a few fields. */
const unsaved = new Map<string, AnswerDraft>()

export interface AnswerEditing {
  readonly draft: AnswerDraft
  readonly isDirty: boolean
  readonly isSaving: boolean
  readonly change: (part: Partial<AnswerDraft>) => void
  readonly discard: () => void
  readonly save: () => void
  /** Goes back to the answer of a new source. */
  readonly reset: () => void
}

export function useAnswer(answer: Result<'answers.get'>): AnswerEditing {
  const { api } = useConnector()
  const client = useQueryClient()
  const { sourceId, config } = answer
  const [edited, setEdited] = useState(() => unsaved.get(sourceId) ?? null)
  const [saved, setSaved] = useState(() => ({ config, draft: toDraft(config) }))
  // Rows have keys of their own: they are made anew only when the answer is another one.
  const kept = saved.config === config ? saved.draft : toDraft(config)
  if (saved.config !== config) {
    setSaved({ config, draft: kept })
  }
  const set = (next: AnswerDraft | null): void => {
    if (next === null) {
      unsaved.delete(sourceId)
    } else {
      unsaved.set(sourceId, next)
    }
    setEdited(next)
  }
  const write = useMutation({
    mutationFn: (next: AnswerConfig | null) => api['answers.set']({ sourceId, config: next }),
    onSuccess(next) {
      client.setQueryData(queryKeys.answers(sourceId), next)
      set(null)
    },
  })
  const draft = edited ?? kept
  return {
    draft,
    isDirty: edited !== null && !isSame(edited, config),
    isSaving: write.isPending,
    change: (part) => set({ ...draft, ...part }),
    discard: () => set(null),
    save: () => write.mutate(toConfig(draft)),
    reset: () => write.mutate(null),
  }
}
