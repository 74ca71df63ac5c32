/** What library bundles are given: Node's modules as they exist in a context, and the bridge. */
import { callHost } from './bridge.ts'
import { closeChannel, openChannel } from './channels.ts'
import { format, show } from './inspect.ts'
import { loadLibrary } from './libraries.ts'
import type { HashedPiece, Scope } from './node/scope.ts'
import { URLSearchParams } from './search-params.ts'
import { clearInterval, clearTimeout, setInterval, setTimeout } from './timers.ts'
import { URL } from './url.ts'

export interface ScopeHooks {
  /** What libraries log with, whatever the user calls so. */
  readonly console: object
  readonly fail: (error: unknown) => void
  readonly hashed: (pieces: readonly HashedPiece[]) => void
}

interface NodeModules {
  readonly modules: Record<string, () => unknown>
  readonly libraryProcess: object
}

export interface NodeScope {
  /** A library's own parameters, by the names that its code uses. */
  library(name: string): unknown
  module(name: string): unknown
}

export function createNodeScope(hooks: ScopeHooks): NodeScope {
  const base: Scope = {
    callHost,
    openChannel,
    closeChannel,
    fail: hooks.fail,
    hashed: hooks.hashed,
    setTimeout,
    clearTimeout,
    inspect: show,
    format: (...args) => format(args),
    // Its accessors are defined in a block that types cannot see.
    URL: URL as unknown as Scope['URL'],
    URLSearchParams,
    require: (name) => module(name),
  }
  const surroundings = {
    console: hooks.console,
    URL,
    URLSearchParams,
    setInterval,
    clearInterval,
  }
  const node = (): NodeModules =>
    loadLibrary('node', () => ({
      scope: base,
      require: base.require,
      ...surroundings,
    })) as NodeModules

  function module(name: string): unknown {
    const load = node().modules[name.replace(/^node:/, '')]
    if (load === undefined) {
      throw Object.assign(new Error(`Cannot find module '${name}'`), { code: 'MODULE_NOT_FOUND' })
    }
    return load()
  }

  function libraryScope(): object {
    return {
      scope: base,
      require: base.require,
      process: node().libraryProcess,
      Buffer: (module('buffer') as { Buffer: unknown }).Buffer,
      ...surroundings,
      ...(module('timers') as object),
    }
  }

  return {
    module,
    library: (name) => loadLibrary(name, libraryScope),
  }
}
