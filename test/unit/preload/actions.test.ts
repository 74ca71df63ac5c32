import { expect, it } from 'vitest'
import { actionOf, allActions, isActionId, shortOf } from '#preload/actions'

it('names each action once, with a key of its own', () => {
  const ids = allActions.map(({ id }) => id)
  const titles = allActions.map(({ title }) => title)
  const keys = allActions.flatMap((action) => action.keys ?? [])
  for (const list of [ids, titles, keys]) {
    expect(new Set(list).size).toBe(list.length)
  }
})

it('names modifiers in the order in which a pressed key is named', () => {
  for (const { keys } of allActions) {
    expect(keys ?? 'Mod').toMatch(
      /^(?:\?|(?:Mod)?(?:\+?Shift)?(?:\+?Alt)?(?:\+(?:[A-Z0-9]|Enter))?)$/,
    )
  }
})

it('knows its ids and no other', () => {
  expect(isActionId('run.test')).toBe(true)
  expect(isActionId('toString')).toBe(false)
  expect(actionOf('run.test').title).toBe('Save and Test')
})

it('has words for a button of each, and list keys that do not meet', () => {
  expect(shortOf('run.all')).toBe('Run all')
  expect(shortOf('run.test')).toBe('Save and Test')
  const listKeys = allActions.flatMap(({ listKey }) => listKey ?? [])
  expect(new Set(listKeys).size).toBe(listKeys.length)
})
