/** What a message keeps of what the function passes, in output order. */

/** Of every call. */
export const commonKeys = [
  'userId',
  'anonymousId',
  'context',
  'integrations',
  'messageId',
  'sentAt',
  'timestamp',
]

/**
 * Of each call, and the one it cannot do without. That one may not be missing or `''`; where it is
 * `null` or 0 it is dropped, as all that is falsy.
 */
export const callKeys = {
  track: { required: 'event', keys: ['event', 'properties'] },
  identify: { required: null, keys: ['traits'] },
  page: { required: null, keys: ['name', 'properties'] },
  screen: { required: null, keys: ['name', 'properties'] },
  group: { required: 'groupId', keys: ['groupId', 'traits'] },
  alias: { required: 'previousId', keys: ['previousId'] },
} as const
