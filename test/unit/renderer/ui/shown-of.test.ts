import { expect, it } from 'vitest'
import { shownOf } from '../../../../renderer/ui/shown-of.ts'

const list = (length: number): number[] => Array.from({ length }, () => 0)

it.each([
  [[3, 2], [3, 2], 0, null],
  [[80_000, 0], [2000, 0], 0, 'Shown: the first 2000 of 80000 events.'],
  [[9000, 1], [20, 1], 0, 'Shown: the first 20 of 9000 events, the object.'],
  [[2, 70], [2, 0], 0, 'Shown: all 2 events, none of 70 objects.'],
  [[1, 0], [1, 0], 1, 'Shown: the event, shortened.'],
  [[5, 1], [3, 0], 2, 'Shown: the first 3 of 5 events, none of 1 object, 2 shortened.'],
  [[1, 0], [0, 0], 0, 'Too large, or too deep, to be shown here.'],
])(
  'says how much of %j is shown when %j are, %i of them shortened',
  ([events = 0, objects = 0], [a = 0, b = 0], shortened, words) => {
    const shown = { events: list(a), objects: list(b) }
    expect(shownOf({ events, objects, shortened }, shown)).toBe(words)
    if (shortened === 0) {
      expect(shownOf({ events, objects }, shown)).toBe(words)
    }
  },
)
