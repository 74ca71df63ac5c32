import { describe, expect, it } from 'vitest'
import { draftOf, errorsOf, toParams } from '../../../../renderer/push/target-draft.ts'

const stored = {
  kind: 'segment' as const,
  trackingUrl: 'https://api.example.com',
  objectsUrl: 'https://objects.example.com',
  hasWriteKey: true,
}

describe('the target form', () => {
  it('starts with the vendor’s addresses', () => {
    expect(draftOf(null)).toMatchObject({
      kind: 'segment',
      trackingUrl: 'https://api.segment.io',
      objectsUrl: 'https://objects.segment.com',
      writeKey: '',
    })
  })

  it('leaves a stored write key alone', () => {
    expect(toParams(draftOf(stored))).toEqual({ target: stored })
  })

  it('replaces or removes a write key on purpose only', () => {
    const draft = draftOf(stored)
    expect(toParams({ ...draft, writeKey: 'new' }).writeKey).toBe('new')
    expect(toParams({ ...draft, writeKey: '' })).toMatchObject({
      target: { hasWriteKey: false },
      writeKey: null,
    })
  })

  it('checks the addresses of the chosen kind only', () => {
    const draft = { ...draftOf(null), trackingUrl: 'ftp://x', jsonUrl: 'nonsense' }
    expect(Object.keys(errorsOf(draft))).toEqual(['trackingUrl'])
    expect(Object.keys(errorsOf({ ...draft, kind: 'json' }))).toEqual(['jsonUrl'])
  })
})
