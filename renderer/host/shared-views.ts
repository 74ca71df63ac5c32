/** How the window was left, with the core: see `ui/local-store.ts`. */
import { connected } from './connected.ts'
import type { Connector } from './connector.ts'

interface CoreViews {
  readonly list: () => Promise<Readonly<Record<string, string>>>
  /** `false` when it did not work. */
  readonly keep: (views: Readonly<Record<string, string | null>>) => Promise<boolean>
}

export function createSharedViews(connector: Connector): CoreViews {
  return {
    async list() {
      await connected(connector)
      return connector.api['views.list']({})
    },
    async keep(views) {
      try {
        await connector.api['views.keep']({ views })
        return true
      } catch {
        return false
      }
    },
  }
}
