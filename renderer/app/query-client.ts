import { MutationCache, notifyManager, QueryClient } from '@tanstack/react-query'
import { reportError } from './report-error.ts'

const UNUSED_KEPT_MS = 5 * 60_000

// What an answer changes is drawn right away; a timer, as by default, waits behind other work.
notifyManager.setScheduler(queueMicrotask)

export function createQueryClient(): QueryClient {
  return new QueryClient({
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        // A dialog that says it beside what has to be changed leaves nothing to say here.
        if (mutation.meta?.['isShownInPlace'] !== true) {
          reportError(error)
        }
      },
    }),
    defaultOptions: {
      // Snapshots are patched by events: nothing grows stale by itself, and a core on the same
      // machine that refused once refuses twice. What is no longer shown (bodies of up to 2 MB)
      // is let go after a while.
      queries: { staleTime: Infinity, gcTime: UNUSED_KEPT_MS, retry: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })
}
