import { capturedAlready, capturedInstead } from '#preload/model/capture-words'
import { expect, it } from 'vitest'

it('names who captures and gives the same way out, whoever came first', () => {
  const holder = { name: 'the desktop app', pid: 7 }
  const already = capturedAlready({ ...holder, since: 'noon' })
  const instead = capturedInstead(holder)
  expect(already.message).toBe(
    'Webhooks are being captured by the desktop app already (process 7, since noon).',
  )
  expect(instead.message).toBe(
    'Webhooks are being captured by the desktop app in place of this one (process 7).',
  )
  expect(instead.hint).toBe(already.hint)
  expect(capturedInstead(null).hint).toBe('Capture again.')
})
