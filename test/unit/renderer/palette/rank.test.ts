/** What the palette finds for a few letters, and in which order. */
import { describe, expect, it } from 'vitest'
import { allActions } from '#preload/actions'
import { match } from '../../../../renderer/palette/fuzzy.ts'
import { rank, type PaletteItem } from '../../../../renderer/palette/rank.ts'

const items: PaletteItem[] = allActions.map(({ id, section, title, words }) => ({
  id,
  section,
  title,
  words,
  run: () => undefined,
}))

function first(query: string, recent: string[] = []): string | undefined {
  return rank(items, query, recent)[0]?.items[0]?.item.title
}

describe('the palette', () => {
  it.each([
    ['sat', 'Save and Test'],
    ['save', 'Save'],
    ['test save', 'Save and Test'],
    ['capt', 'Capture Events'],
    ['dark', 'Dark Theme'],
    ['fmt', 'Format the Code'],
    ['url', 'Copy the Webhook URL'],
    ['rename', 'Edit This Source…'],
    ['go set', 'Go to the Settings'],
  ])('finds by “%s” first %s', (query, title) => {
    expect(first(query)).toBe(title)
  })

  it('finds nothing for letters that are not there', () => {
    expect(rank(items, 'qqq', [])).toEqual([])
  })

  it('shows what was used lately on top, once, while nothing is typed', () => {
    const [recent, ...others] = rank(items, ' ', ['view.dark', 'gone', 'code.save'])
    expect(recent?.name).toBe('Recent')
    expect(recent?.items.map(({ item }) => item.id)).toEqual(['view.dark', 'code.save'])
    expect(others.flatMap((section) => section.items).map(({ item }) => item.id)).not.toContain(
      'view.dark',
    )
  })

  it('prefers what was used lately among what fits alike', () => {
    expect(first('theme')).not.toBe('Dark Theme')
    expect(first('theme', ['view.dark'])).toBe('Dark Theme')
  })

  it('marks the letters that fit', () => {
    expect(match('sat', 'Save and Test')?.at).toEqual([0, 1, 9])
    expect(match('event', 'Captured Event 3')?.at).toEqual([9, 10, 11, 12, 13])
    expect(match('3 event', 'Captured Event 3')?.at).toContain(15)
  })
})
