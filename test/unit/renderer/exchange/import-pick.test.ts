import { expect, test } from 'vitest'
import type { Result } from '#preload/contract'
import {
  countOf,
  keyOf,
  pickOf,
  readable,
  toggled,
} from '../../../../renderer/exchange/import-pick.ts'

function request(index: number) {
  const target = { method: 'POST', target: '/', host: 'h', contentType: null }
  return { index, ...target, size: 0, title: '' }
}

const preview: Result<'import.preview'> = {
  files: [
    { name: 'broken', kind: null, error: 'No.', sourceName: null, notes: [], requests: [] },
    {
      name: 'a.har',
      kind: 'har',
      error: null,
      sourceName: null,
      notes: [],
      requests: [request(0), request(1)],
    },
    {
      name: 's.json',
      kind: 'source',
      error: null,
      sourceName: 'Shop',
      notes: [],
      requests: [request(0)],
    },
  ],
}

test('everything is taken until it is taken out', () => {
  expect(countOf(preview, new Set())).toEqual({ events: 3, sources: 1 })
  const excluded = toggled(new Set(), [keyOf(1, 0)], false)
  expect(pickOf(preview, excluded)[1]).toEqual({ file: 1, requests: [1] })
  expect(countOf(preview, excluded).events).toBe(2)
  expect(toggled(excluded, [keyOf(1, 0)], true)).toEqual(new Set())
})

test('a file that cannot be read stays behind', () => {
  expect(readable(preview, ['broken', 'har', 'source'])).toEqual(['har', 'source'])
})
