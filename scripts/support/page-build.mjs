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

/** The half of Monaco that imports nothing of the other: two files are parsed at the same time. */
const LOWER = /monaco-editor[\\/].*[\\/]vs[\\/](?:base|platform|nls|editor[\\/]common)/

/** The files of a module's chunk and of all that it imports, what is imported first. */
function scriptsOf(bundle, moduleName) {
  const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk')
  const first = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(moduleName)))
  if (first === undefined) {
    throw new Error(`The page has no chunk of ${moduleName} to be fetched with it.`)
  }
  const seen = new Set()
  const ordered = []
  const add = (chunk) => {
    if (chunk !== undefined && !seen.has(chunk)) {
      seen.add(chunk)
      for (const name of chunk.imports) {
        add(bundle[name])
      }
      ordered.push(chunk.fileName)
    }
  }
  add(first)
  return ordered
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
 * The page's first script is small and asks for the editor's when it runs, and for the window's once
 * that is there, or at once where processors are free. Named in the page itself, ahead of
 * everything, the editor's is fetched and parsed meanwhile; the window's is not, because on two
 * processors two large scripts that are parsed at once hold each other up. What the window shares
 * with parts that are loaded later stays in its one file: a browser fetches six at a time.
 */
export function startOfPage({ first, editor, window }) {
  let ofFirst = new Set()
  let ofEditor = new Set()
  let ofWindow = new Set()
  const groups = [
    { debugName: 'start', priority: 3, name: (id) => (ofFirst.has(id) ? 'start' : null) },
    {
      debugName: 'editor-base',
      priority: 2,
      name: (id) => (ofEditor.has(id) && LOWER.test(id) ? 'editor-base' : null),
    },
    { debugName: 'editor', priority: 1, name: (id) => (ofEditor.has(id) ? 'editor' : null) },
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
        ofEditor = modulesOf(this, editor)
        ofWindow = modulesOf(this, window)
        // What both have must make neither of them need the other.
        ofFirst = modulesOf(this, first).union(ofEditor.intersection(ofWindow))
        const heavy = [...ofFirst].find((id) => /[\\/](?:react|monaco-editor)[\\/]/.test(id))
        if (heavy !== undefined) {
          this.error(`The page's first script is to be small, and would hold ${heavy}.`)
        }
      },
    },
    {
      name: 'hookbench:preload-with-page',
      apply: 'build',
      transformIndexHtml: {
        order: 'post',
        handler(html, { bundle = {} }) {
          const scripts = new Set([
            ...scriptsOf(bundle, editor).toReversed(),
            ...scriptsOf(bundle, first),
          ])
          return [...scripts].map((file) => ({
            tag: 'link',
            attrs: { crossorigin: true, rel: 'modulepreload', href: `./${file}` },
            injectTo: 'head-prepend',
          }))
        },
      },
    },
  ]
}
