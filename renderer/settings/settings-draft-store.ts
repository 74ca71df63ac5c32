/** Unsaved settings outlive the page, but for the values of secrets, which only the core keeps. */
import type { Result } from '#preload/contract'
import { keepDraft, readDraft } from '../ui/draft-store.ts'
import { withoutSecrets, type SettingRow } from './setting-rows.ts'

type Setting = Result<'settings.save'>[number]

const TYPES: readonly string[] = ['STRING', 'BOOLEAN', 'ARRAY', 'TEXT_MAP']
const TEXTS = ['key', 'label', 'name', 'description'] as const
const FLAGS = ['isOwnName', 'required', 'encrypted', 'isKept'] as const

/** What an older version kept may look different: then it is no draft. */
function isRow(kept: unknown): kept is SettingRow {
  if (typeof kept !== 'object' || kept === null) {
    return false
  }
  const of = (name: string): unknown => Reflect.get(kept, name)
  const previous = of('previousName')
  return (
    TEXTS.every((name) => typeof of(name) === 'string') &&
    FLAGS.every((name) => typeof of(name) === 'boolean') &&
    (previous === null || typeof previous === 'string') &&
    TYPES.includes(String(of('type'))) &&
    isValue(of('value'))
  )
}

function isValue(value: unknown): boolean {
  return typeof value === 'object' && value !== null
    ? Object.values(value).every((part) => typeof part === 'string')
    : value === null || typeof value === 'string' || typeof value === 'boolean'
}

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
  const rows = readDraft(keyOf(sourceId))
  return Array.isArray(rows) && rows.every(isRow) ? restored(rows, saved) : null
}

/** A secret that was typed is gone; the stored one must not go with it. */
export function restored(rows: readonly SettingRow[], saved: readonly Setting[]): SettingRow[] {
  return rows.map((row) => {
    const stored = saved.find(({ name }) => name === row.previousName)
    const isStored = stored?.encrypted === true && stored.hasValue && stored.type === row.type
    return row.encrypted && isStored ? { ...row, isKept: true } : row
  })
}
