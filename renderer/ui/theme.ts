/** The page's theme: what the user prefers, and what that comes to on this machine right now. */
import { readLocal, writeLocal } from './local-store.ts'

export type ThemePreference = 'system' | 'light' | 'dark'
export type ResolvedTheme = 'light' | 'dark'

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let preference: ThemePreference = 'system'

export function applyTheme(next: ThemePreference): void {
  preference = next
  if (next === 'system') {
    delete document.documentElement.dataset.theme
  } else {
    document.documentElement.dataset.theme = next
  }
  writeLocal('theme', next)
  for (const listener of listeners) {
    listener()
  }
}

/** Before the core has answered: the theme of last time, so that a dark window never flashes. */
export function applyRememberedTheme(): void {
  const kept = readLocal('theme')
  applyTheme(kept === 'light' || kept === 'dark' ? kept : 'system')
}

export function resolvedTheme(): ResolvedTheme {
  if (preference === 'system') {
    return dark.matches ? 'dark' : 'light'
  }
  return preference
}

/** Returns its off. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener)
  dark.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    dark.removeEventListener('change', listener)
  }
}
