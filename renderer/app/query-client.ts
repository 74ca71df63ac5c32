import { MutationCache, QueryClient } from '@tanstack/react-query'
import { reportError } from './report-error.ts'

export function createQueryClient(): QueryClient {
  return new QueryClient({
    mutationCache: new MutationCache({ onError: reportError }),
    defaultOptions: {
      // Snapshots are patched by events: nothing grows stale by itself, and a core on the same
      // machine that refused once refuses twice.
      queries: { staleTime: Infinity, gcTime: Infinity, retry: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })
}
