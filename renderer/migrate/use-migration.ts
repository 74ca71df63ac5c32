/** Asks for the rewritten function with its proof; nothing is saved by that. */
import { useMutation } from '@tanstack/react-query'
import type { Result } from '#preload/contract'
import { toWire, type WireError } from '#preload/errors'
import { useConnector } from '../host/connector-context.tsx'

export interface Migration {
  /** The code that was rewritten. */
  readonly before: string
  readonly after: Result<'runs.migrate'>
}

export interface MigrationState {
  readonly migration: Migration | null
  readonly isPending: boolean
  readonly error: WireError | null
  readonly start: (code: string) => void
  readonly close: () => void
}

export function useMigration(sourceId: string): MigrationState {
  const { api } = useConnector()
  const { data, isPending, error, mutate, reset } = useMutation({
    mutationFn: async (code: string): Promise<Migration> => ({
      before: code,
      after: await api['runs.migrate']({ sourceId, code }),
    }),
    // What cannot be rewritten is said in place, with the line that stands against it.
    meta: { isShownInPlace: true },
  })
  return {
    migration: data ?? null,
    isPending,
    error: error === null ? null : toWire(error),
    start: (code) => mutate(code),
    close: reset,
  }
}
