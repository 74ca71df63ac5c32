import type { RunResult } from '../model.ts'

/**
 * Whether the output held a secret when it was made. Those of now tell less: they may be others by
 * now, or cannot be opened here.
 */
export function heldSecret({
  shown,
  secretPaths,
}: Pick<RunResult, 'shown' | 'secretPaths'>): boolean {
  return shown !== undefined || secretPaths.length > 0
}
