import { expect, it } from 'vitest'
import { payloadProblem } from '../../../../renderer/test-panel/payload-text.ts'

it('says what keeps a text from being a payload', () => {
  expect(payloadProblem('{"a": 1}')).toBeNull()
  expect(payloadProblem('[1, 2]')).toBeNull()
  expect(payloadProblem('  ')).toContain('Paste a payload')
  expect(payloadProblem('{"a": }')).toMatch(/^Not JSON yet: /)
})
