import { useSyncExternalStore } from 'react'
import { onThemeChange, resolvedTheme, type ResolvedTheme } from './theme.ts'

export function useResolvedTheme(): ResolvedTheme {
  return useSyncExternalStore(onThemeChange, resolvedTheme)
}
