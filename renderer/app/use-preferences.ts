import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { usePreferences } from '../host/queries.ts'
import { queryKeys } from '../host/query-keys.ts'
import { applyTheme } from '../ui/theme.ts'

type Preferences = Result<'preferences.get'>

/** The preferences, applied to the page, and the way to change them. */
export function useAppliedPreferences(): {
  preferences: Preferences | undefined
  change: (change: Partial<Preferences>) => void
} {
  'use memo'
  const { api } = useConnector()
  const client = useQueryClient()
  const preferences = usePreferences().data
  const { mutate: set } = useMutation({
    mutationFn: (change: Partial<Preferences>) => api['preferences.set'](change),
    onSuccess: (next) => client.setQueryData(queryKeys.preferences, next),
  })
  const theme = preferences?.theme
  useEffect(() => {
    if (theme !== undefined) {
      applyTheme(theme)
    }
  }, [theme])
  return { preferences, change: (change) => set(change) }
}
