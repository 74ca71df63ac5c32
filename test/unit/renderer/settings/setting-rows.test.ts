import { describe, expect, it } from 'vitest'
import { nameFromLabel } from '../../../../renderer/settings/setting-name.ts'
import {
  errorsOf,
  newRow,
  rowsOf,
  toDraft,
  withLabel,
  withType,
} from '../../../../renderer/settings/setting-rows.ts'

const stored = {
  name: 'apiKey',
  label: 'API Key',
  type: 'STRING' as const,
  description: '',
  required: true,
  encrypted: true,
  value: null,
  hasValue: true,
}

describe('nameFromLabel', () => {
  it.each([
    ['API Key', 'apiKey'],
    ['store name', 'storeName'],
    ['  Crédit—limite (max) ', 'creditLimiteMax'],
    ['2nd key', '_2ndKey'],
    ['', ''],
  ])('%s is %s', (label, name) => {
    expect(nameFromLabel(label)).toBe(name)
  })
})

function named(name: string, key: string) {
  return { ...newRow(), name, key }
}

describe('setting rows', () => {
  it('keeps a stored secret without ever having seen it', () => {
    const [row] = rowsOf([stored])
    expect(row && toDraft(row)).toMatchObject({ previousName: 'apiKey', value: { kind: 'keep' } })
  })

  it('stays the row that it was when it is saved, under whatever name', () => {
    const keys = new Map([['token', 'apiKey']])
    const [renamed, other] = rowsOf([{ ...stored, name: 'token' }, stored], keys)
    expect(renamed?.key).toBe('apiKey')
    expect(other?.key).not.toBe('apiKey')
  })

  it('lets the name follow the label until it was typed by hand', () => {
    const row = withLabel(newRow(), 'Shop Id')
    expect(row.name).toBe('shopId')
    expect(withLabel({ ...row, name: 'shop', isOwnName: true }, 'Shop Number').name).toBe('shop')
  })

  it('starts another type with its empty value', () => {
    const [row] = rowsOf([stored])
    expect(row && withType(row, 'ARRAY')).toMatchObject({ type: 'ARRAY', value: [], isKept: false })
  })

  it('saves an emptied text as no value', () => {
    expect(toDraft(withLabel(newRow(), 'A')).value).toEqual({ kind: 'set', value: null })
  })

  it('tells what cannot be saved', () => {
    const errors = errorsOf([named('a', '1'), named('a', '2'), named('1x', '3'), named('', '4')])
    expect([...errors.keys()]).toEqual(['2', '3', '4'])
  })
})
