import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'

type Source = Result<'sources.get'>

export interface AddressActions {
  readonly isRotating: boolean
  /** The new token; `null` when it failed, which was said. */
  readonly rotate: () => Promise<string | null>
  readonly setMethods: (methods: Source['methods']) => void
}

export function useAddress(sourceId: string): AddressActions {
  const { api } = useConnector()
  const client = useQueryClient()
  const onSuccess = (source: Source): void => {
    client.setQueryData(queryKeys.source(sourceId), source)
  }
  const rotate = useMutation({
    mutationFn: () => api['sources.rotateToken']({ sourceId }),
    onSuccess,
  })
  const update = useMutation({
    mutationFn: (methods: Source['methods']) => api['sources.update']({ sourceId, methods }),
    onSuccess,
  })
  return {
    isRotating: rotate.isPending,
    rotate: () =>
      rotate.mutateAsync().then(
        ({ token }) => token,
        () => null,
      ),
    setMethods: (methods) => update.mutate(methods),
  }
}
