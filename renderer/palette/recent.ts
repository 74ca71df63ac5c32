/** What was chosen lately in the palette, newest first. */
import { readLocal, writeLocal } from '../ui/local-store.ts'

const KEPT = 30

export function readRecent(): string[] {
  const kept = readLocal('palette:recent')
  return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : []
}

export function rememberRecent(id: string): void {
  writeLocal('palette:recent', [id, ...readRecent().filter((one) => one !== id)].slice(0, KEPT))
}
