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
  const add = (chunk) => {
    if (chunk !== undefined && !chunk.isEntry && !seen.has(chunk)) {
      seen.add(chunk)
      for (const name of chunk.imports) {
        add(bundle[name])
      }
    }
  }
  add(first)
  return {
    scripts: [...seen].map(({ fileName }) => fileName),
    styles: [
      ...new Set([...seen].flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])])),
    ],
  }
}

/**
 * The page asks for the chunk of the editor when its own script runs; named in the page itself, it
 * is fetched and parsed meanwhile.
 */
export function preloadWithPage(moduleName) {
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
        const { scripts, styles } = filesOf(bundle, moduleName)
        return [
          ...scripts.map((file) => link({ rel: 'modulepreload', href: `./${file}` })),
          ...styles.map((file) => link({ rel: 'preload', as: 'style', href: `./${file}` })),
        ]
      },
    },
  }
}
