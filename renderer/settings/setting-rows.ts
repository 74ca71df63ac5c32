/** The settings form as typed: rows, what is wrong with them, and what is saved. */
import type { Params, Result } from '#preload/contract'
import { nameFromLabel } from './setting-name.ts'

type Setting = Result<'settings.save'>[number]
type SettingDraft = Params<'settings.save'>['settings'][number]
export type SettingType = Setting['type']
export type SettingValue = NonNullable<Setting['value']>

export interface SettingRow {
  /** Stays the same while the row is edited. */
  readonly key: string
  readonly previousName: string | null
  readonly label: string
  readonly name: string
  /** The name follows the label until it is typed by hand. */
  readonly isOwnName: boolean
  readonly type: SettingType
  readonly description: string
  readonly required: boolean
  readonly encrypted: boolean
  /** True while the stored value is left as it is. */
  readonly isKept: boolean
  readonly value: SettingValue | null
}

const emptyValues: Record<SettingType, SettingValue | null> = {
  STRING: '',
  BOOLEAN: false,
  ARRAY: [],
  TEXT_MAP: {},
}

/** `keys`: those of the rows that were saved, by name, so that each stays the row that it was. */
export function rowsOf(
  settings: readonly Setting[],
  keys: ReadonlyMap<string, string> = new Map(),
): SettingRow[] {
  const taken = new Set(keys.values())
  // A star is in no name: one that another row had first is told from it.
  const ownKey = (name: string): string => (taken.has(name) ? `${name}*` : name)
  return settings.map((setting) => ({
    key: keys.get(setting.name) ?? ownKey(setting.name),
    previousName: setting.name,
    label: setting.label,
    name: setting.name,
    isOwnName: setting.name !== nameFromLabel(setting.label),
    type: setting.type,
    description: setting.description,
    required: setting.required,
    encrypted: setting.encrypted,
    isKept: setting.encrypted && setting.hasValue,
    value: setting.value ?? emptyValues[setting.type],
  }))
}

export function newRow(): SettingRow {
  return {
    key: crypto.randomUUID(),
    previousName: null,
    label: '',
    name: '',
    isOwnName: false,
    type: 'STRING',
    description: '',
    required: false,
    encrypted: false,
    isKept: false,
    value: '',
  }
}

export function withLabel(row: SettingRow, label: string): SettingRow {
  return { ...row, label, name: row.isOwnName ? row.name : nameFromLabel(label) }
}

/** Another type starts with that type's empty value. */
export function withType(row: SettingRow, type: SettingType): SettingRow {
  return type === row.type ? row : { ...row, type, isKept: false, value: emptyValues[type] }
}

const NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/

/** By row key; empty when everything can be saved. */
export function errorsOf(rows: readonly SettingRow[]): ReadonlyMap<string, string> {
  const errors = new Map<string, string>()
  const names = new Set<string>()
  for (const row of rows) {
    if (row.name === '') {
      errors.set(row.key, 'Give the setting a label or a name.')
    } else if (!NAME.test(row.name)) {
      errors.set(row.key, 'Use letters, digits, _ or $, not starting with a digit.')
    } else if (names.has(row.name)) {
      errors.set(row.key, `Another setting is named ${row.name} already.`)
    }
    names.add(row.name)
  }
  return errors
}

function isEmpty(value: SettingValue | null): boolean {
  return value === null || value === ''
}

/** Nothing that a run could be given. */
export function isWithoutValue(row: Pick<SettingRow, 'isKept' | 'value'>): boolean {
  return !row.isKept && isEmpty(row.value)
}

/** As typed in place of a stored secret: nothing typed leaves that as it is. */
export function replaced(row: SettingRow, value: SettingValue): SettingRow {
  return { ...row, value, isKept: isEmpty(value) }
}

export function withoutStored(row: SettingRow): SettingRow {
  return { ...row, isKept: false, value: emptyValues[row.type] }
}

export function withStored(row: SettingRow): SettingRow {
  return { ...row, isKept: true, value: emptyValues[row.type] }
}

/** What may be written down outside of the core: everything but the values of secrets. */
export function withoutSecrets(rows: readonly SettingRow[]): SettingRow[] {
  return rows.map((row) => (row.encrypted ? { ...row, value: emptyValues[row.type] } : row))
}

export function toDraft(row: SettingRow): SettingDraft {
  return {
    name: row.name,
    label: row.label === '' ? row.name : row.label,
    type: row.type,
    description: row.description,
    required: row.required,
    encrypted: row.encrypted,
    ...(row.previousName === null ? {} : { previousName: row.previousName }),
    value: row.isKept
      ? { kind: 'keep' }
      : { kind: 'set', value: isEmpty(row.value) ? null : row.value },
  }
}
