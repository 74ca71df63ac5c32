/** How the window was left, with the core: see `ui/local-store.ts`. */
import { connected } from './connected.ts'
import type { Connector } from './connector.ts'

interface CoreViews {
  readonly list: () => Promise<Readonly<Record<string, string>>>
  readonly keep: (key: string, text: string | null) => void
}

export function createSharedViews(connector: Connector): CoreViews {
  return {
    async list() {
      await connected(connector)
      return connector.api['views.list']({})
    },
    keep(key, value) {
      // A convenience: this page has it in any case, and the next change is kept again.
      connector.api['views.keep']({ key, value }).catch(() => undefined)
    },
  }
}
