/** Settings of a source: encrypted ones are sealed at rest and leave in clear only on request. */
import type { EventBus } from '#main/core/event-bus'
import type { SecretCipher } from '#main/secrets/secret-cipher'
import type { SettingRecord, SettingsRepo } from '#main/store/settings-repo'
import { AppError } from '#preload/errors'
import { SettingValue, type Setting, type SettingDraft, type SettingType } from '#preload/model'
import { textsOf } from '#preload/model/setting-texts'

export interface RunSettings {
  /** What the function gets as `settings`. */
  readonly values: Readonly<Record<string, SettingValue>>
  /** Texts of the encrypted settings, to be masked in what a run shows. */
  readonly secrets: readonly string[]
  /** Names of required settings that have no value. */
  readonly missing: readonly string[]
}

export interface SettingService {
  list(sourceId: string): Setting[]
  save(sourceId: string, drafts: readonly SettingDraft[]): Setting[]
  reveal(sourceId: string, name: string): SettingValue | null
  forRun(sourceId: string): RunSettings
  /** Texts of those encrypted settings that this host can open, as far as they have a value. */
  openSecrets(sourceId: string): readonly string[]
}

export interface SettingDependencies {
  readonly settings: SettingsRepo
  readonly cipher: SecretCipher
  readonly bus: Pick<EventBus, 'publish'>
}

export function createSettingService(deps: SettingDependencies): SettingService {
  const { settings, cipher, bus } = deps

  function clearValue(record: SettingRecord): SettingValue | null {
    return record.sealed === null
      ? record.value
      : SettingValue.parse(JSON.parse(cipher.open(record.sealed.bytes)))
  }

  function toRecord(draft: SettingDraft, stored: readonly SettingRecord[]): SettingRecord {
    const previous = stored.find(({ name }) => name === (draft.previousName ?? draft.name))
    const fields = {
      name: draft.name,
      label: draft.label,
      type: draft.type,
      description: draft.description,
      required: draft.required,
      encrypted: draft.encrypted,
    }
    if (draft.value.kind === 'keep' && previous?.encrypted === draft.encrypted) {
      if (previous.type === draft.type) {
        // A sealed value that this host cannot open is carried over as it is.
        return { ...fields, value: previous.value, sealed: previous.sealed }
      }
    }
    const value =
      draft.value.kind === 'set'
        ? draft.value.value
        : previous === undefined
          ? null
          : clearValue(previous)
    refuseWrongType(draft, value)
    if (!draft.encrypted || value === null) {
      return { ...fields, value, sealed: null }
    }
    const bytes = cipher.seal(JSON.stringify(value))
    return { ...fields, value: null, sealed: { bytes, at: new Date().toISOString() } }
  }

  function secretsIn(record: SettingRecord): string[] {
    try {
      const value = record.encrypted ? clearValue(record) : null
      return value === null ? [] : textsOf(value)
    } catch (error) {
      if (error instanceof AppError) {
        return []
      }
      throw error
    }
  }

  return {
    list: (sourceId) => settings.list(sourceId).map(toModel),

    save(sourceId, drafts) {
      const names = drafts.map(({ name }) => name)
      const twice = names.find((name, index) => names.indexOf(name) !== index)
      if (twice !== undefined) {
        throw new AppError('invalid_input', `Two settings are named "${twice}".`, {
          hint: 'Give each setting a name of its own.',
        })
      }
      const stored = settings.list(sourceId)
      settings.replace(
        sourceId,
        drafts.map((draft) => toRecord(draft, stored)),
      )
      bus.publish('sources.changed', { sourceId })
      return settings.list(sourceId).map(toModel)
    },

    reveal(sourceId, name) {
      const record = settings.list(sourceId).find((setting) => setting.name === name)
      if (record === undefined) {
        throw new AppError('not_found', `There is no setting "${name}".`)
      }
      return clearValue(record)
    },

    forRun(sourceId) {
      const values: [string, SettingValue][] = []
      const secrets: string[] = []
      const missing: string[] = []
      for (const record of settings.list(sourceId)) {
        const value = clearValue(record)
        if (value === null) {
          if (record.required) {
            missing.push(record.name)
          }
          continue
        }
        values.push([record.name, value])
        if (record.encrypted) {
          secrets.push(...textsOf(value))
        }
        if (record.required && value === '') {
          missing.push(record.name)
        }
      }
      // As own properties: assigned, a setting named `__proto__` would become the prototype.
      return { values: Object.fromEntries(values), secrets, missing }
    },

    openSecrets: (sourceId) => settings.list(sourceId).flatMap(secretsIn),
  }
}

function toModel({ sealed, ...record }: SettingRecord): Setting {
  return { ...record, hasValue: record.value !== null || sealed !== null }
}

const TYPE_CHECKS: Readonly<Record<SettingType, (value: SettingValue) => boolean>> = {
  STRING: (value) => typeof value === 'string',
  BOOLEAN: (value) => typeof value === 'boolean',
  ARRAY: Array.isArray,
  TEXT_MAP: (value) => typeof value === 'object' && !Array.isArray(value),
}

const TYPE_NAMES: Readonly<Record<SettingType, string>> = {
  STRING: 'a text',
  BOOLEAN: 'true or false',
  ARRAY: 'a list of texts',
  TEXT_MAP: 'a map of texts',
}

export function refuseWrongType(
  draft: Pick<SettingDraft, 'name' | 'type'>,
  value: SettingValue | null,
): void {
  if (value !== null && !TYPE_CHECKS[draft.type](value)) {
    throw new AppError(
      'invalid_input',
      `The setting "${draft.name}" must be ${TYPE_NAMES[draft.type]}.`,
      { hint: 'Enter a new value for it, or change its type back.' },
    )
  }
}
