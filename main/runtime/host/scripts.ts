/** The scripts that are evaluated in contexts, compiled once for all contexts of a worker. */
import path from 'node:path'
import { Script } from './vm.ts'

export interface Scripts {
  readonly realm: Script
  /** Finds the handler: a lexical `const onRequest` is no property of the global. */
  readonly findHandler: Script
  readonly findLegacyHandler: Script
  /** True when the handler is lexical, which the vendor refuses. */
  readonly isLexical: Script
  library(name: string): Script
  /** What was compiled so far, by file name without its ending. */
  loaded(): Iterable<[string, Script]>
}

type Read = (file: string) => Buffer

/** V8 refuses a cache of another version or another kind of processor. */
export function cacheFolder(): string {
  return `cache-${process.versions.v8}-${process.arch}`
}

export function loadScripts(
  runtimeDir: string,
  read: Read,
  { useCache }: { readonly useCache: boolean },
): Scripts {
  const folder = cacheFolder()
  const compiled = new Map<string, Script>()

  function cacheOf(name: string): Buffer | undefined {
    try {
      return useCache ? read(path.join(runtimeDir, folder, `${name}.bin`)) : undefined
    } catch {
      // Built for another executable: the first touch is slower, nothing else.
      return undefined
    }
  }

  function load(name: string): Script {
    let script = compiled.get(name)
    if (script === undefined) {
      const source = read(path.join(runtimeDir, `${name}.js`)).toString('utf8')
      const filename = `hookbench:${name}`
      script = new Script(source, { filename, cachedData: cacheOf(name) })
      compiled.set(name, script)
    }
    return script
  }

  return {
    realm: load('realm'),
    findHandler: new Script("typeof onRequest === 'undefined' ? undefined : onRequest"),
    findLegacyHandler: new Script(
      `(typeof exports === 'object' && exports && exports.processEvents) ||
       (typeof module === 'object' && module && module.exports && module.exports.processEvents)`,
    ),
    isLexical: new Script("typeof onRequest !== 'undefined' && !('onRequest' in this)"),
    library(name) {
      if (!/^[a-z0-9-]+$/.test(name)) {
        throw new Error(`No library ${name}`)
      }
      return load(`lib-${name}`)
    },
    loaded: () => compiled.entries(),
  }
}
