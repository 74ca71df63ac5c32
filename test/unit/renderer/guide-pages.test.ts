import { describe, expect, it } from 'vitest'
import { layOut, slugOf } from '../../../scripts/support/guide-pages.mjs'

describe('the layout of a page of the guide', () => {
  it('takes its title and its sections from the headings', () => {
    const { title, sections, html } = layOut(
      '# A `b` c\n\n## Cassettes: written offline\n\n### x\n',
    )
    expect(title).toBe('A b c')
    expect(sections).toEqual([
      { id: 'cassettes-written-offline', title: 'Cassettes: written offline' },
    ])
    expect(html).toContain('<h2 id="guide-cassettes-written-offline" tabindex="-1">')
  })

  it('leads to pages and places of the guide, to the web, and nowhere else', () => {
    const { html } = layOut(
      '[a](webhooks.md#kept) [b](#run) [c](https://a.example/) [d](../main/cli.ts) [e](functions.md)',
    )
    expect(html).toContain('<a href="guide:webhooks#kept">a</a>')
    expect(html).toContain('<a href="guide:#run">b</a>')
    expect(html).toContain('<a href="https://a.example/" target="_blank" rel="noreferrer">c</a>')
    expect(html).toContain('<a href="guide:functions">e</a>')
    expect(html).toMatch(/ d /)
  })

  it('makes two of a picture of both themes', () => {
    const { html } = layOut(
      `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="images/a-dark.png">
  <img alt="What is shown" src="images/a-light.png">
</picture>`,
    )
    expect(html.match(/<img [^>]*>/g)).toEqual([
      '<img class="guide-image" data-theme-shown="light" loading="lazy" alt="What is shown" src="images/a-light.png">',
      '<img class="guide-image" data-theme-shown="dark" loading="lazy" alt="What is shown" src="images/a-dark.png">',
    ])
    expect(html).not.toContain('<picture>')
  })

  it('lets a table that is wider than the window scroll by the keys', () => {
    const { html } = layOut('| a | b |\n| - | - |\n| 1 | `2` |\n')
    expect(html).toContain('<div class="guide-table scroll" tabindex="0" role="group"')
    expect(html).toContain('<td><code>2</code></td>')
  })

  it('names places as repositories do', () => {
    expect(slugOf('Calls of a run')).toBe('calls-of-a-run')
    expect(slugOf('`hookbench test`: what it does')).toBe('hookbench-test-what-it-does')
  })
})
