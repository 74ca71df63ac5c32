/**
 * Drafts in the core, beside those that the page keeps: a browser's storage belongs to one port,
 * and `serve` may be on another next time.
 */
import { toWire } from '#preload/errors'
import { MAX_DRAFT } from '#preload/model/limits'
import { connected } from './connected.ts'
import type { Connector } from './connector.ts'

/** `draft:code:<source>`, `draft:payload:<source>:<event>`. */
const KEY = /^draft:([a-z]+):([^:]+)(?::(.+))?$/

interface Draft {
  readonly at: number
  /** `undefined`: there is none any more. */
  readonly value: unknown
}

interface CoreDrafts {
  readonly list: () => Promise<(readonly [key: string, draft: Draft])[]>
  /** `false` when it did not work, and may another time. */
  readonly keep: (key: string, draft: Draft) => Promise<boolean>
}

export function createSharedDrafts(connector: Connector): CoreDrafts {
  return {
    async list() {
      await connected(connector)
      const drafts = await connector.api['drafts.list']({})
      return drafts.map(({ sourceId, name, at, value }) => {
        const [kind, ...part] = name.split(':')
        return [
          ['draft', kind, sourceId, ...part].join(':'),
          { at, value: value === null ? undefined : (JSON.parse(value) as unknown) },
        ] as const
      })
    },
    async keep(key, { at, value }) {
      const [, kind, sourceId, part] = KEY.exec(key) ?? []
      const text = value === undefined ? null : JSON.stringify(value)
      if (kind === undefined || sourceId === undefined || (text?.length ?? 0) > MAX_DRAFT) {
        return true
      }
      const name = part === undefined ? kind : `${kind}:${part}`
      try {
        await connector.api['drafts.keep']({ sourceId, name, at, value: text })
        return true
      } catch (error) {
        // Of a source that is gone nothing is kept; what else fails may go well later.
        return toWire(error).code === 'not_found'
      }
    },
  }
}
