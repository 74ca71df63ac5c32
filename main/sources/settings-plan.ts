/** What an import would do, setting by setting, and the settings that it would leave. */
import { isDeepStrictEqual } from 'node:util'
import type { Setting, SettingDraft } from '#preload/model'
import type { FileSetting, SettingChange } from '#preload/model/settings-file'
import { refuseWrongType } from './setting-service.ts'

export interface SettingsPlan {
  readonly changes: readonly SettingChange[]
  /** All settings of the source after it. */
  readonly drafts: readonly SettingDraft[]
}

/**
 * Settings of the source that the file does not name stay as they are. Throws for a value that
 * is not of its type, so that nothing is announced that would be refused.
 */
export function planImport(
  current: readonly Setting[],
  incoming: readonly FileSetting[],
): SettingsPlan {
  const planned = new Map(
    incoming.map((setting) => {
      refuseWrongType(setting, setting.value ?? null)
      const existing = current.find(({ name }) => name === setting.name)
      return [setting.name, existing === undefined ? added(setting) : changed(existing, setting)]
    }),
  )
  const names = new Set(current.map(({ name }) => name))
  const news = incoming.filter(({ name }) => !names.has(name))
  return {
    changes: incoming.flatMap(({ name }) => planned.get(name)?.change ?? []),
    drafts: [
      ...current.map((setting) => planned.get(setting.name)?.draft ?? kept(setting)),
      ...news.flatMap(({ name }) => planned.get(name)?.draft ?? []),
    ],
  }
}

interface Planned {
  readonly change: SettingChange
  readonly draft: SettingDraft
}

function kept({ value: _value, hasValue: _hasValue, ...declared }: Setting): SettingDraft {
  return { ...declared, value: { kind: 'keep' } }
}

function added({ value, ...declared }: FileSetting): Planned {
  const asks = value === undefined && (declared.encrypted || declared.required)
  return {
    change: {
      name: declared.name,
      label: declared.label,
      effect: 'add',
      parts: [],
      note: asks ? 'Its value is not in the file: enter it after the import.' : null,
    },
    draft: { ...declared, value: { kind: 'set', value: value ?? null } },
  }
}

const DECLARED = ['label', 'type', 'description', 'required', 'encrypted'] as const

function changed(existing: Setting, { value, ...file }: FileSetting): Planned {
  // A file must not bring a secret into the clear.
  const declassifies = existing.encrypted && !file.encrypted
  const declared = declassifies ? { ...file, encrypted: true } : file
  const isOtherType = declared.type !== existing.type
  const dropsValue = value === undefined && isOtherType && existing.hasValue
  const setsValue = value !== undefined && !isDeepStrictEqual(value, existing.value)
  const parts = [
    ...DECLARED.filter((part) => declared[part] !== existing[part]),
    ...(setsValue || dropsValue ? ['value'] : []),
  ]
  const notes = [
    ...(declassifies ? ['It stays encrypted, as it is here.'] : []),
    ...(dropsValue ? ['Its value is of another type and is dropped.'] : []),
  ]
  return {
    change: {
      name: declared.name,
      label: declared.label,
      effect: parts.length === 0 ? 'same' : 'change',
      parts,
      note: notes.length === 0 ? null : notes.join(' '),
    },
    draft: {
      ...declared,
      value:
        value === undefined && !isOtherType
          ? { kind: 'keep' }
          : { kind: 'set', value: value ?? null },
    },
  }
}
