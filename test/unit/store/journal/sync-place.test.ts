import { expect, test } from 'vitest'
import { createSyncPlace } from '#main/store/journal/sync-place'

function start() {
  let now = 1000
  const place = createSyncPlace(() => now)
  const syncs = (count: number, ms: number, gapMs = 0): void => {
    for (let index = 0; index < count; index++) {
      now += gapMs
      const isHere = place.isHere()
      now += ms
      place.took(ms, isHere)
    }
  }
  const pass = (ms: number): void => void (now += ms)
  return { place, syncs, pass }
}

test('a burst on a quick disk is synced in place, after a while', () => {
  const { place, syncs } = start()
  expect(place.isHere()).toBe(false)
  syncs(32, 0.2)
  expect(place.isHere()).toBe(false)
  syncs(1, 0.2)
  expect(place.isHere()).toBe(true)
})

test('a webhook now and then is synced by the other thread, whatever the disk', () => {
  const { place, syncs, pass } = start()
  syncs(100, 0.2, 100)
  expect(place.isHere()).toBe(false)
  syncs(100, 0.2)
  pass(60)
  expect(place.isHere()).toBe(false)
})

test('a slow disk is waited for elsewhere', () => {
  const { place, syncs } = start()
  syncs(1000, 2)
  expect(place.isHere()).toBe(false)
})

test('after a slow sync it goes elsewhere for fifty times as long, and to a new streak', () => {
  const { place, syncs } = start()
  syncs(33, 0.5)
  syncs(1, 10)
  syncs(900, 0.5)
  expect(place.isHere()).toBe(false)
  syncs(200, 0.5)
  expect(place.isHere()).toBe(true)
})

test('a slow one elsewhere held nobody up: a new streak is enough', () => {
  const { place, syncs } = start()
  syncs(10, 0.5)
  syncs(1, 1000)
  syncs(32, 0.5)
  expect(place.isHere()).toBe(true)
})

test('a shorter one meanwhile does not end the rest after a long one', () => {
  const { place, syncs } = start()
  syncs(33, 0.5)
  syncs(1, 1000)
  syncs(1, 2)
  syncs(10_000, 0.5)
  expect(place.isHere()).toBe(false)
  syncs(100_000, 0.5)
  expect(place.isHere()).toBe(true)
})
