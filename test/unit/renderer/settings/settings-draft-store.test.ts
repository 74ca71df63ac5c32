import { expect, it } from 'vitest'
import {
  newRow,
  rowsOf,
  toDraft,
  withoutSecrets,
} from '../../../../renderer/settings/setting-rows.ts'
import { restored } from '../../../../renderer/settings/settings-draft-store.ts'
import { summaryOf } from '../../../../renderer/settings/transfer-words.ts'

const STORED = {
  name: 'apiKey',
  label: 'API Key',
  type: 'STRING',
  description: '',
  required: true,
  encrypted: true,
  value: null,
  hasValue: true,
} as const

it('writes no secret down, and does not lose the stored one for it', () => {
  const typed = rowsOf([STORED]).map((row) => ({ ...row, isKept: false, value: 'typed secret' }))
  const kept = withoutSecrets([...typed, { ...newRow(), name: 'plain', value: 'shown' }])
  expect(JSON.stringify(kept)).not.toContain('typed secret')
  expect(JSON.stringify(kept)).toContain('shown')
  const [back, plain] = restored(kept, [STORED])
  expect(back && toDraft(back).value).toEqual({ kind: 'keep' })
  expect(plain && toDraft(plain).value).toEqual({ kind: 'set', value: 'shown' })
})

it('sums an import up', () => {
  expect(summaryOf([{ effect: 'same' }, { effect: 'add' }, { effect: 'same' }])).toBe(
    '1 added, 2 skipped',
  )
  expect(summaryOf([])).toBe('nothing')
})
