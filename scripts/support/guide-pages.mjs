/**
 * Lays out the Markdown of `docs/` for the window's guide, at build time: the window needs no
 * parser, and the same files are read in the repository.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Marked } from 'marked'

/** As repositories make them, so that one link works in both places. */
export function slugOf(text) {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')
}

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** A picture of both themes becomes two, of which the window's theme shows one. */
const PICTURE =
  /<picture>\s*<source media="\(prefers-color-scheme: dark\)" srcset="([^"]+)">\s*<img alt="([^"]*)" src="([^"]+)">\s*<\/picture>/g

function image(file, alt, theme) {
  return `<img class="guide-image" data-theme-shown="${theme}" loading="lazy" alt="${alt}" src="${file}">`
}

/**
 * Address of a link: another page as `guide:PAGE#PLACE`, a place on this one as `guide:#PLACE`, the
 * web as it is. Anything else names a file that only the repository has; `null`.
 */
function addressOf(href) {
  if (/^https?:/.test(href)) {
    return href
  }
  const [, page = '', place = ''] = /^(?:([\w-]+)\.md)?(#.*)?$/.exec(href) ?? []
  return page === '' && place === '' ? null : `guide:${page}${place}`
}

/**
 * `html` names pictures by their path from the page. `sections` are the headings of the second
 * level, in order.
 */
export function layOut(markdown) {
  const sections = []
  let title = ''
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const inner = this.parser.parseInline(tokens)
        const text = tokens.map((token) => token.text ?? '').join('')
        if (depth === 1) {
          title = text
        }
        const id = slugOf(text)
        if (depth === 2) {
          sections.push({ id, title: text })
        }
        return `<h${depth} id="guide-${id}" tabindex="-1">${inner}</h${depth}>\n`
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens)
        const address = addressOf(href)
        if (address === null) {
          return inner
        }
        const outside = address.startsWith('guide:') ? '' : ' target="_blank" rel="noreferrer"'
        return `<a href="${escaped(address)}"${outside}>${inner}</a>`
      },
      // What is wider than the window scrolls by itself, also by the keys.
      table(token) {
        return `<div class="guide-table scroll" tabindex="0" role="group" aria-label="Table">${tableOf(this, token)}</div>`
      },
    },
  })
  const html = marked
    .parse(markdown)
    .replaceAll(
      PICTURE,
      (_all, dark, alt, light) => image(light, alt, 'light') + image(dark, alt, 'dark'),
    )
  return { title, sections, html }
}

function tableOf(renderer, { header, rows }) {
  const cell = (name) => (token) =>
    `<${name}>${renderer.parser.parseInline(token.tokens)}</${name}>`
  const head = `<thead><tr>${header.map(cell('th')).join('')}</tr></thead>`
  const body = rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`).join('')
  return `<table>${head}<tbody>${body}</tbody></table>`
}

/** Vite plugin: a Markdown file is a module of its title, sections and HTML. */
export function guidePages() {
  return {
    name: 'hookbench:guide-pages',
    // Before Vite takes the file for one of its own kinds.
    enforce: 'pre',
    transform(text, id) {
      if (path.extname(id) !== '.md') {
        return null
      }
      const { html, ...rest } = layOut(text)
      const named = new Set([...html.matchAll(/ src="(images\/[^"]+)"/g)].map((match) => match[1]))
      const files = [...named].filter((file) => {
        const isThere = existsSync(path.join(path.dirname(id), file))
        if (!isThere) {
          // A picture that is new in the text can only be taken of a page that is built.
          this.warn(`${file} is still to be taken: npm run screenshots`)
        }
        return isThere
      })
      const imports = files.map((file, index) => `import image${index} from './${file}'\n`)
      const pieces = JSON.stringify(html)
      const filled = files.reduce(
        (code, file, index) =>
          code.replaceAll(`src=\\"${file}\\"`, `src=\\"" + image${index} + "\\"`),
        pieces,
      )
      return {
        code: `${imports.join('')}export const page = { ...${JSON.stringify(rest)}, html: ${filled} }\n`,
        map: null,
      }
    },
  }
}
