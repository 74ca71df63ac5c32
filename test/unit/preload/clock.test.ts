import { DEFAULT_CLOCK, isClockTime, isSeed } from '#preload/model/clock'
import { FrozenClock } from '#preload/model/run-options'
import { expect, it } from 'vitest'

it('takes the times and seeds that the core takes, and no others', () => {
  const times = [
    DEFAULT_CLOCK.now,
    '2019-09-11T00:00Z',
    '2019-09-11T00:00:00+05:30',
    '2020-02-29T23:59:59.123456-11:00',
    '2019-02-29T00:00:00Z',
    '2019-04-31T00:00:00Z',
    '2019-13-01T00:00:00Z',
    '2019-09-11T24:00:00Z',
    '2019-09-11T00:60:00Z',
    '2019-09-11T00:00:00',
    '2019-09-11T00:00:00+24:00',
    '2019-09-11 00:00:00Z',
    '2019-09-11',
    'now',
    '',
  ]
  for (const now of times) {
    expect([now, isClockTime(now)]).toEqual([now, FrozenClock.safeParse({ now, seed: 1 }).success])
  }
  for (const seed of [0, 1, 4_294_967_295, 4_294_967_296, -1, 0.5, Number.NaN, '1', null]) {
    const { success } = FrozenClock.safeParse({ now: DEFAULT_CLOCK.now, seed })
    expect([seed, isSeed(seed)]).toEqual([seed, success])
  }
})
