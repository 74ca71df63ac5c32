import { expect, test } from 'vitest'
import { textBlocks } from '../../../../renderer/ui/text-blocks.ts'

function pieces(text: string, columns = 100): string[] {
  const blocks = textBlocks(text, columns)
  let at = 0
  for (const { from, to } of blocks) {
    expect(from).toBe(at)
    at = to
  }
  expect(at).toBe(text.length)
  return blocks.map(({ from, to }) => text.slice(from, to))
}

test('one long line is cut where a row ends', () => {
  const cut = pieces('x'.repeat(2_000_000))
  expect(cut.length).toBeGreaterThan(100)
  expect(cut.slice(0, -1).every((piece) => piece.length % 100 === 0)).toBe(true)
  expect(textBlocks('x'.repeat(40_000), 100)[0]?.rows).toBe(163)
})

test('lines stay whole, and each block is small', () => {
  const text = `${'y'.repeat(700)}\r\n\n`.repeat(3000)
  const cut = pieces(text)
  expect(cut.slice(0, -1).every((piece) => piece.endsWith('\n'))).toBe(true)
  expect(Math.max(...cut.map(({ length }) => length))).toBeLessThan(18_000)
})

test('a short line before a long one has a block of its own', () => {
  expect(pieces(`head\n${'x'.repeat(20_000)}`)[0]).toBe('head\n')
})

test('no character is cut in two', () => {
  for (const piece of pieces(`a${'😀'.repeat(50_000)}`)) {
    // It throws for half a character.
    expect(decodeURIComponent(encodeURIComponent(piece))).toBe(piece)
  }
})
