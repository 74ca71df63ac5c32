import { expect, test } from 'vitest'
import { lossWords } from '../../../../renderer/captures/loss-words.ts'

const JSON_BODY = {
  kind: 'json' as const,
  pretty: '',
  text: '',
  duplicateKeys: [],
  inexactNumbers: [],
  truncated: false,
}

test('what a function cannot see of a body is counted', () => {
  const words = (part: Partial<typeof JSON_BODY>, encodings: string[] = []): string | null =>
    lossWords({ content: { ...JSON_BODY, ...part }, encodings })
  expect(words({})).toBeNull()
  const both = { inexactNumbers: ['1', '2'], duplicateKeys: ['/a'] }
  expect(lossWords({ content: { ...JSON_BODY, ...both }, encodings: [] })).toBe(
    '2 numbers with fewer digits, the last of 1 repeated key',
  )
  expect(words({}, ['gzip'])).toBe('the bytes, gzip-compressed')
  expect(lossWords({ content: { kind: 'empty' }, encodings: [] })).toBeNull()
})
