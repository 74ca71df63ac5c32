import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { contentSecurityPolicy, PAGE_SCRIPT } from '#main/core/page-policy'
import { expect, it } from 'vitest'

const page = readFileSync(path.resolve(import.meta.dirname, '../../../renderer/index.html'), 'utf8')

it('lets the one script of the page run, and no other that stands in it', () => {
  const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text = '']) => text)
  expect(scripts).toHaveLength(1)
  const hash = createHash('sha256').update(String(scripts[0])).digest('base64')
  expect(PAGE_SCRIPT).toBe(`sha256-${hash}`)
  expect(contentSecurityPolicy()).toContain(`script-src 'self' '${PAGE_SCRIPT}';`)
})
