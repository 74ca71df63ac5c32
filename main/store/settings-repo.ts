/** SQL for the settings of sources. Sealed values are opaque here. */
import { SettingType, SettingValue } from '#preload/model'
import type { Database } from './database.ts'

export interface SealedValue {
  readonly bytes: Uint8Array
  /** Runs from before may show the value. */
  readonly at: string
}

export interface SettingRecord {
  readonly name: string
  readonly label: string
  readonly type: SettingType
  readonly description: string
  readonly required: boolean
  readonly encrypted: boolean
  /** The value in clear; `null` when there is none or it is sealed. */
  readonly value: SettingValue | null
  readonly sealed: SealedValue | null
}

export interface SettingsRepo {
  /** In the order in which they were saved. */
  list(sourceId: string): SettingRecord[]
  /** Replaces all settings of the source, in one transaction. */
  replace(sourceId: string, settings: readonly SettingRecord[]): void
}

interface Row {
  name: string
  label: string
  type: string
  description: string
  required: number
  encrypted: number
  value: string | null
  sealed: Buffer | null
  sealed_at: string | null
}

export function createSettingsRepo(database: Database): SettingsRepo {
  const list = database.prepare<[string], Row>(
    'SELECT * FROM settings WHERE source_id = ? ORDER BY position',
  )
  const clear = database.prepare('DELETE FROM settings WHERE source_id = ?')
  const insert = database.prepare(
    `INSERT INTO settings (source_id, position, name, label, type, description, required, encrypted,
       value, sealed, sealed_at)
     VALUES (@sourceId, @position, @name, @label, @type, @description, @required, @encrypted,
       @value, @sealed, @sealed_at)`,
  )
  const replace = database.transaction((sourceId: string, settings: readonly SettingRecord[]) => {
    clear.run(sourceId)
    settings.forEach((setting, position) => {
      insert.run({ sourceId, position, ...toRow(setting) })
    })
  })

  return {
    list: (sourceId) => list.all(sourceId).map(fromRow),
    replace(sourceId, settings) {
      replace.immediate(sourceId, settings)
    },
  }
}

function toRow(setting: SettingRecord): Row {
  return {
    name: setting.name,
    label: setting.label,
    type: setting.type,
    description: setting.description,
    required: setting.required ? 1 : 0,
    encrypted: setting.encrypted ? 1 : 0,
    value: setting.value === null ? null : JSON.stringify(setting.value),
    sealed: setting.sealed === null ? null : Buffer.from(setting.sealed.bytes),
    sealed_at: setting.sealed?.at ?? null,
  }
}

function fromRow(row: Row): SettingRecord {
  return {
    name: row.name,
    label: row.label,
    type: SettingType.parse(row.type),
    description: row.description,
    required: row.required === 1,
    encrypted: row.encrypted === 1,
    value: row.value === null ? null : SettingValue.parse(JSON.parse(row.value)),
    sealed: row.sealed === null ? null : { bytes: row.sealed, at: row.sealed_at ?? '' },
  }
}
