/** Changes of the code that are made for the user, each to be taken back. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Result } from '#preload/contract'
import type { CodeDraftState } from '../editor/use-code-draft.ts'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import { showToast } from '../ui/toast.tsx'
import { reportError } from './report-error.ts'

export interface CodeChanges {
  /** Saves the migrated code and makes the source a modern one. */
  readonly migrate: (code: string) => Promise<void>
  /** Puts a version in the editor; nothing is saved. */
  readonly restore: (version: number) => void
}

export function useCodeChanges(source: Result<'sources.get'>, draft: CodeDraftState): CodeChanges {
  'use memo'
  const { api } = useConnector()
  const client = useQueryClient()

  const saveAs = useCallback(
    async (code: string, handler: typeof source.handler) => {
      draft.edit(code)
      await draft.save()
      const saved = await api['sources.update']({ sourceId: source.id, handler })
      client.setQueryData(queryKeys.source(source.id), saved)
    },
    [api, client, draft, source.id],
  )

  return {
    async migrate(code) {
      const { handler } = source
      const before = draft.code()
      try {
        await saveAs(code, 'modern')
        showToast({
          tone: 'info',
          title: 'Migrated and saved: the source is a modern one now.',
          action: {
            label: 'Undo',
            run: () => {
              saveAs(before, handler).catch(reportError)
            },
          },
        })
      } catch (error) {
        reportError(error)
      }
    },
    restore(version) {
      const put = async (): Promise<void> => {
        const { code } = await api['history.version']({ sourceId: source.id, version })
        const before = draft.code()
        if (code === before) {
          showToast({
            tone: 'info',
            title: `The editor already shows the code of version ${version}.`,
          })
          return
        }
        draft.edit(code)
        showToast({
          tone: 'info',
          title: `The code of version ${version} is in the editor, not saved yet.`,
          action: { label: 'Undo', run: () => draft.edit(before) },
        })
      }
      put().catch(reportError)
    },
  }
}
