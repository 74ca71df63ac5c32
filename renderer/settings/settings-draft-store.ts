/** Unsaved settings outlive the page, but for the values of secrets, which only the core keeps. */
import { z } from 'zod'
import type { Result } from '#preload/contract'
import { keepDraft, readDraft } from '../ui/draft-store.ts'
import { withoutSecrets, type SettingRow } from './setting-rows.ts'

type Setting = Result<'settings.save'>[number]

const Rows = z.array(
  z.object({
    key: z.string(),
    previousName: z.string().nullable(),
    label: z.string(),
    name: z.string(),
    isOwnName: z.boolean(),
    type: z.enum(['STRING', 'BOOLEAN', 'ARRAY', 'TEXT_MAP']),
    description: z.string(),
    required: z.boolean(),
    encrypted: z.boolean(),
    isKept: z.boolean(),
    value: z
      .union([z.string(), z.boolean(), z.array(z.string()), z.record(z.string(), z.string())])
      .nullable(),
  }),
)

function keyOf(sourceId: string): string {
  return `draft:settings:${sourceId}`
}

export function keepSettingsDraft(sourceId: string, rows: readonly SettingRow[] | null): void {
  keepDraft(keyOf(sourceId), rows === null ? undefined : withoutSecrets(rows))
}

export function readSettingsDraft(
  sourceId: string,
  saved: readonly Setting[],
): readonly SettingRow[] | null {
  const rows = Rows.safeParse(readDraft(keyOf(sourceId)))
  return rows.success ? restored(rows.data, saved) : null
}

/** A secret that was typed is gone; the stored one must not go with it. */
export function restored(rows: readonly SettingRow[], saved: readonly Setting[]): SettingRow[] {
  return rows.map((row) => {
    const stored = saved.find(({ name }) => name === row.previousName)
    const isStored = stored?.encrypted === true && stored.hasValue && stored.type === row.type
    return row.encrypted && isStored ? { ...row, isKept: true } : row
  })
}
