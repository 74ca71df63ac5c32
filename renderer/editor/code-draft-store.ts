/** Unsaved code of a source. */
import { keepDraft, readDraft } from '../ui/draft-store.ts'

export interface CodeDraft {
  readonly code: string
  /** The saved version that was edited. */
  readonly baseVersion: number
}

/** What is a draft after an edit: nothing, where it comes to what is saved. */
export function draftOfEdit(
  draft: CodeDraft | null,
  saved: { readonly code: string; readonly version: number },
  code: string,
): CodeDraft | null {
  const baseVersion = draft?.baseVersion ?? saved.version
  return code === saved.code ? null : { code, baseVersion }
}

function keyOf(sourceId: string): string {
  return `draft:code:${sourceId}`
}

export function readCodeDraft(sourceId: string): CodeDraft | null {
  const kept = readDraft(keyOf(sourceId))
  if (typeof kept !== 'object' || kept === null || !('code' in kept) || !('baseVersion' in kept)) {
    return null
  }
  const { code, baseVersion } = kept
  return typeof code === 'string' && typeof baseVersion === 'number' ? { code, baseVersion } : null
}

export function keepCodeDraft(sourceId: string, draft: CodeDraft | null): void {
  keepDraft(keyOf(sourceId), draft ?? undefined)
}
