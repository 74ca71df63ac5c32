import { expect, test } from 'vitest'
import { busyPortWords } from '../../../../renderer/captures/busy-port-words.ts'

const AWAY = 'http://127.0.0.1:50000'

test('a port that is taken is tried again, one that is forbidden is not', () => {
  const taken = { port: 8377, reason: 'taken' } as const
  expect(busyPortWords(taken, AWAY)).toEqual({
    title: 'Port 8377 is in use by another program.',
    next: 'Webhooks come to port 50000 for now. The next window tries 8377 again.',
  })
  expect(busyPortWords(taken, null).next).toMatch(/next window chooses another port/)
  const { title, next } = busyPortWords({ port: 80, reason: 'forbidden' }, AWAY)
  expect(title).toBe('This system does not let Hookbench use port 80.')
  expect(next).toMatch(/below 1024.*come to port 50000: keep that one/)
  expect(busyPortWords({ port: 8377, reason: 'forbidden' }, AWAY).next).toMatch(/reserves/)
})
