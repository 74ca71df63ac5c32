/** What the bundler does for the page's start, as plugins of the build. */

const MONACO_WORKER =
  /new Worker\(\s*new URL\(\s*['"][\w./]+\.worker\.js['"],\s*import\.meta\.url\s*\)/g

/**
 * Monaco names workers of its own, for pages that have no `MonacoEnvironment`. Ours has one, and
 * starts others: without this each would be emitted a second time, TypeScript's with 7 MB.
 */
export function leaveOutMonacoWorkers() {
  return {
    name: 'hookbench:leave-out-monaco-workers',
    apply: 'build',
    // Before the bundler finds the workers.
    enforce: 'pre',
    transform: {
      filter: { id: /[\\/]monaco-editor[\\/].*[\\/]workerManager\.js/ },
      handler(code) {
        const without = code.replaceAll(MONACO_WORKER, `new Worker(''`)
        if (without === code) {
          this.error('Monaco names its workers in another way; see scripts/support/page-build.mjs.')
        }
        return { code: without, map: null }
      },
    },
  }
}

/** The chunk of a module with all that it imports, but for what the page loads anyway. */
function filesOf(bundle, moduleName) {
  const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk')
  const first = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(moduleName) === true)
  if (first === undefined) {
    throw new Error(`The page has no chunk of ${moduleName} to be fetched with it.`)
  }
  const seen = new Set()
  const ordered = []
  // What is imported comes first, as in the order of the styles.
  const add = (chunk) => {
    if (chunk !== undefined && !chunk.isEntry && !seen.has(chunk)) {
      seen.add(chunk)
      for (const name of chunk.imports) {
        add(bundle[name])
      }
      ordered.push(chunk)
    }
  }
  add(first)
  return {
    scripts: ordered.map(({ fileName }) => fileName),
    styles: [...new Set(ordered.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]))],
  }
}

/**
 * The page's first script is small and asks for the others when it runs; named in the page itself,
 * they are fetched and parsed meanwhile. `window` is what is drawn first: without its styles
 * nothing is.
 */
export function preloadWithPage({ window, later }) {
  const link = (attrs) => ({
    tag: 'link',
    attrs: { crossorigin: true, ...attrs },
    injectTo: 'head',
  })
  return {
    name: 'hookbench:preload-with-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const first = filesOf(bundle, window)
        const second = filesOf(bundle, later)
        const styles = second.styles.filter((file) => !first.styles.includes(file))
        return [
          ...first.styles.map((file) => link({ rel: 'stylesheet', href: `./${file}` })),
          ...[...new Set([...first.scripts, ...second.scripts])].map((file) =>
            link({ rel: 'modulepreload', href: `./${file}` }),
          ),
          ...styles.map((file) => link({ rel: 'preload', as: 'style', href: `./${file}` })),
        ]
      },
    },
  }
}
