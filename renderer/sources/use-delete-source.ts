import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import { showToast } from '../ui/toast.tsx'

type SourceSummary = Result<'sources.list'>[number]

/** Deletes at once and offers to take it back, in place of a question. */
export function useDeleteSource(
  onSwitch: (sourceId: string) => void,
): (source: SourceSummary) => void {
  const { api } = useConnector()
  const client = useQueryClient()
  const { mutate: restore } = useMutation({
    mutationFn: (sourceId: string) => api['sources.restore']({ sourceId }),
    async onSuccess({ id }) {
      // What was known of it is older than its deletion.
      await client.invalidateQueries()
      onSwitch(id)
    },
  })
  const { mutate: remove } = useMutation({
    mutationFn: ({ id }: SourceSummary) => api['sources.delete']({ sourceId: id }),
    async onSuccess(_done, { id, name }) {
      await client.invalidateQueries({ queryKey: queryKeys.sources })
      showToast({
        tone: 'info',
        title: `“${name}” deleted.`,
        hint: 'Its webhook URL no longer works.',
        action: { label: 'Undo', about: id, run: () => restore(id) },
      })
    },
  })
  return remove
}
