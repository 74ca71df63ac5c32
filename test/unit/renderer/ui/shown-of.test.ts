import { expect, it } from 'vitest'
import { shownOf } from '../../../../renderer/ui/shown-of.ts'

const list = (length: number): number[] => Array.from({ length }, () => 0)

it.each([
  [[3, 2], [3, 2], null],
  [[80_000, 0], [2000, 0], 'Too large to be shown here in full: the first 2000 of 80000 events.'],
  [
    [9000, 1],
    [20, 1],
    'Too large to be shown here in full: the first 20 of 9000 events, the object.',
  ],
  [[2, 70], [2, 0], 'Too large to be shown here in full: all 2 events, none of 70 objects.'],
  [[1, 0], [0, 0], 'Too large, or too deep, to be shown here.'],
])(
  'says how much of %j is shown when %j are',
  ([events = 0, objects = 0], [a = 0, b = 0], words) => {
    expect(shownOf({ events, objects }, { events: list(a), objects: list(b) })).toBe(words)
  },
)
