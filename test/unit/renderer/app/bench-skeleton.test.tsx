import { readFileSync } from 'node:fs'
import path from 'node:path'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { BenchSkeleton } from '../../../../renderer/app/bench-skeleton.tsx'

const file = path.resolve(import.meta.dirname, '../../../../renderer/index.html')

/** Without what only lays out the source, and the two ways to end an empty element. */
function plain(html: string): string {
  return html
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([<>]) ?/g, '$1')
    .replaceAll(/: /g, ':')
}

it('is what the page shows before its script is there', () => {
  const [, root = ''] =
    /<div id="root">([^]*?)<\/div>\s*<script/.exec(readFileSync(file, 'utf8')) ?? []
  expect(plain(root)).toBe(plain(renderToStaticMarkup(<BenchSkeleton />)))
})
