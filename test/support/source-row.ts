import type { NewSource } from '#main/store/sources-repo'

/** A source as the store takes it, `s` unless told otherwise. */
export function sourceRow(part: Partial<NewSource> = {}): NewSource {
  const now = new Date().toISOString()
  return {
    id: 's',
    name: 'S',
    slug: 's',
    profile: '2019',
    handler: 'modern',
    code: '',
    version: 1,
    token: 't',
    methods: ['POST'],
    networkPolicy: 'allow',
    samplePayload: '',
    target: null,
    createdAt: now,
    updatedAt: now,
    ...part,
  }
}
