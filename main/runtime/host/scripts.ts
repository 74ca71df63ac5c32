/** The scripts that are evaluated in contexts, compiled once for all contexts of a worker. */
import type { readFileSync } from 'node:fs'
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
}

export function loadScripts(runtimeDir: string, read: typeof readFileSync): Scripts {
  const libraries = new Map<string, Script>()
  const load = (file: string): Script =>
    new Script(read(path.join(runtimeDir, file), 'utf8'), { filename: `hookbench:${file}` })
  return {
    realm: load('realm.js'),
    findHandler: new Script("typeof onRequest === 'undefined' ? undefined : onRequest"),
    findLegacyHandler: new Script(
      `(typeof exports === 'object' && exports && exports.processEvents) ||
       (typeof module === 'object' && module && module.exports && module.exports.processEvents)`,
    ),
    isLexical: new Script(
      "typeof onRequest !== 'undefined' && !Object.prototype.hasOwnProperty.call(globalThis, 'onRequest')",
    ),
    library(name) {
      let script = libraries.get(name)
      if (script === undefined) {
        if (!/^[a-z0-9-]+$/.test(name)) {
          throw new Error(`No library ${name}`)
        }
        script = load(`lib-${name}.js`)
        libraries.set(name, script)
      }
      return script
    },
  }
}
