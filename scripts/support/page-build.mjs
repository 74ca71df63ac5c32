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

/** The chunk of a module with all that it imports. */
function filesOf(bundle, moduleName) {
  const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk')
  const first = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(moduleName)))
  if (first === undefined) {
    throw new Error(`The page has no chunk of ${moduleName} to be fetched with it.`)
  }
  const seen = new Set()
  const ordered = []
  // What is imported comes first, as in the order of the styles.
  const add = (chunk) => {
    if (chunk !== undefined && !seen.has(chunk)) {
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

/** The modules that come with a module, itself included. */
function modulesOf(context, moduleName) {
  const seen = new Set()
  const add = (id) => {
    if (!seen.has(id)) {
      seen.add(id)
      context.getModuleInfo(id)?.importedIds.forEach(add)
    }
  }
  add([...context.getModuleIds()].find((id) => id.endsWith(moduleName)))
  return seen
}

/**
 * The page's first script is small and asks for the window's and the editor's when it runs. Named in
 * the page itself, they are fetched and parsed meanwhile; nothing is drawn without the window's
 * styles. What the window shares with parts that are loaded later stays in its one file: a browser
 * fetches six at a time.
 */
export function startOfPage({ first, window, editor }) {
  const link = (attrs) => ({
    tag: 'link',
    attrs: { crossorigin: true, ...attrs },
    injectTo: 'head',
  })
  let ofFirst = new Set()
  let ofWindow = new Set()
  const groups = [
    { debugName: 'start', priority: 1, name: (id) => (ofFirst.has(id) ? 'start' : null) },
    { debugName: 'window', name: (id) => (ofWindow.has(id) ? 'window' : null) },
  ]
  return [
    {
      name: 'hookbench:window-in-one-file',
      apply: 'build',
      config: () => ({
        build: {
          rolldownOptions: {
            output: { codeSplitting: { groups } },
          },
        },
      }),
      buildEnd() {
        ofFirst = modulesOf(this, first)
        ofWindow = modulesOf(this, window)
      },
    },
    {
      name: 'hookbench:preload-with-page',
      apply: 'build',
      transformIndexHtml: {
        order: 'post',
        handler(html, { bundle = {} }) {
          const one = filesOf(bundle, window)
          const other = filesOf(bundle, editor)
          const scripts = new Set([...one.scripts, ...other.scripts])
          const styles = other.styles.filter((file) => !one.styles.includes(file))
          return [
            ...one.styles.map((file) => link({ rel: 'stylesheet', href: `./${file}` })),
            ...[...scripts]
              .filter((file) => !html.includes(file))
              .map((file) => link({ rel: 'modulepreload', href: `./${file}` })),
            ...styles.map((file) => link({ rel: 'preload', as: 'style', href: `./${file}` })),
          ]
        },
      },
    },
  ]
}
