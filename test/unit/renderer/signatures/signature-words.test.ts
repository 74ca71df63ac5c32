import { expect, test } from 'vitest'
import type { Result } from '#preload/contract'
import { ageWords, signatureWords } from '../../../../renderer/signatures/signature-words.ts'

type Check = NonNullable<Result<'signatures.check'>>

function check(result: Check['result'], settingName: string | null): Check {
  return {
    provider: 'stripe',
    providerName: 'Stripe',
    result,
    cause: null,
    explanation: '',
    settingName,
    canSign: true,
    hasTimestamp: true,
    details: {
      algorithm: '',
      encoding: '',
      place: '',
      message: '',
      received: [],
      expected: null,
      timestamp: null,
      ageSeconds: null,
      toleranceSeconds: null,
    },
  }
}

test('without a secret nothing is said against the sender', () => {
  expect(signatureWords(check('wrong-secret-or-bytes', null)).label).toBe('Not checked')
  expect(signatureWords(check('wrong-secret-or-bytes', null), true)).toEqual({
    label: 'Does not match',
    tone: 'error',
  })
  expect(signatureWords(check('missing', null)).label).toBe('Not signed')
  expect(signatureWords(check('stale', 'secret')).tone).toBe('warn')
  expect(signatureWords(null).label).toBe('Unknown sender')
})

test('ages in the largest unit that says something', () => {
  expect([ageWords(90), ageWords(600), ageWords(-7200), ageWords(400_000)]).toEqual([
    '90 s old',
    '10 min old',
    '2 h in the future',
    '5 d old',
  ])
})
