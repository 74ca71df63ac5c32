/** Sources: what the user edits, with its token and its versioned code. */
import { timingSafeEqual } from 'node:crypto'
import type { EventBus } from '#main/core/event-bus'
import { newId, newToken } from '#main/store/ids'
import type { SourceAddress, SourceRecord, SourcesRepo } from '#main/store/sources-repo'
import { AppError } from '#preload/errors'
import type {
  HandlerInterface,
  Profile,
  Setting,
  Source,
  SourceSummary,
  WebhookMethod,
} from '#preload/model'
import type { NetworkPolicy } from '#preload/model/network'
import { NEW_SOURCE_PAYLOAD, newSourceCode } from './new-source.ts'
import { slugFor } from './slug.ts'
import { createTokenDigests } from './token-digests.ts'

export interface SourceDetails {
  readonly name?: string | undefined
  readonly slug?: string | undefined
  readonly profile?: Profile | undefined
  readonly handler?: HandlerInterface | undefined
  readonly methods?: WebhookMethod[] | undefined
  readonly networkPolicy?: NetworkPolicy | undefined
  readonly samplePayload?: string | undefined
}

export interface SourceDraft {
  readonly name: string
  /** Made from the name when left out. */
  readonly slug?: string | undefined
  readonly profile?: Profile | undefined
  readonly handler?: HandlerInterface | undefined
  readonly methods?: WebhookMethod[] | undefined
  readonly networkPolicy?: NetworkPolicy | undefined
  readonly code?: string
  readonly samplePayload?: string
}

export interface SourceService {
  list(): SourceSummary[]
  get(sourceId: string): Source
  find(sourceId: string): SourceRecord | undefined
  findBySlug(slug: string): SourceRecord | undefined
  findByToken(token: string): SourceAddress | undefined
  create(draft: SourceDraft): Source
  update(sourceId: string, details: SourceDetails): Source
  saveCode(sourceId: string, code: string, baseVersion: number): Source
  rotateToken(sourceId: string): Source
  delete(sourceId: string): void
}

export interface SourceDependencies {
  readonly sources: SourcesRepo
  settingsOf(sourceId: string): Setting[]
  readonly bus: Pick<EventBus, 'publish'>
}

/** What a save of the editors changes; whatever else is made of a source does not follow from it. */
const SAVED = new Set(['code', 'version', 'samplePayload'])

export function createSourceService({
  sources,
  settingsOf,
  bus,
}: SourceDependencies): SourceService {
  const digests = createTokenDigests()

  function require(sourceId: string): SourceRecord {
    const source = sources.find(sourceId)
    if (source === undefined) {
      throw new AppError('not_found', 'This source does not exist any more.', {
        hint: 'Choose another source.',
      })
    }
    return source
  }

  function get(sourceId: string): Source {
    return { ...require(sourceId), settings: settingsOf(sourceId) }
  }

  /**
   * Sources by the tokens that were given right, as long as nothing of them changes. It tells a
   * stranger nothing: a table compares texts whose hashes are equal, and their seed is random.
   */
  let known = new Map<string, SourceAddress>()
  let knownOf: readonly SourceAddress[] | undefined

  function change(sourceId: string, changes: Parameters<SourcesRepo['update']>[1]): Source {
    sources.update(sourceId, changes, new Date().toISOString())
    const source = get(sourceId)
    const { version, updatedAt } = source
    const isSave = Object.keys(changes).every((name) => SAVED.has(name))
    bus.publish('sources.changed', {
      sourceId,
      ...(isSave ? { saved: { version, updatedAt } } : {}),
    })
    return source
  }

  return {
    list: () => sources.list(),
    get,
    find: (sourceId) => sources.find(sourceId),
    findBySlug: (slug) => sources.findBySlug(slug),

    findByToken(token) {
      const addresses = sources.addresses()
      if (addresses !== knownOf) {
        knownOf = addresses
        known = new Map()
      }
      const before = known.get(token)
      if (before !== undefined) {
        return before
      }
      // Digests have one length, so that the comparison takes the same time for any token.
      const wanted = digests.make(token)
      let found: SourceAddress | undefined
      for (const address of addresses) {
        if (timingSafeEqual(digests.of(address.token), wanted)) {
          found = address
        }
      }
      if (found !== undefined) {
        known.set(token, found)
      }
      return found
    },

    create(draft) {
      if (draft.slug !== undefined) {
        refuseTakenSlug(sources.findBySlug(draft.slug), draft.slug)
      }
      const now = new Date().toISOString()
      const handler = draft.handler ?? 'modern'
      const id = newId('src')
      sources.insert({
        id,
        name: draft.name,
        slug: draft.slug ?? slugFor(draft.name, (slug) => sources.findBySlug(slug) !== undefined),
        profile: draft.profile ?? '2019',
        handler,
        code: draft.code ?? newSourceCode(handler),
        version: 1,
        token: newToken(),
        methods: draft.methods ?? ['POST'],
        networkPolicy: draft.networkPolicy ?? 'allow',
        samplePayload: draft.samplePayload ?? NEW_SOURCE_PAYLOAD,
        target: null,
        createdAt: now,
        updatedAt: now,
      })
      bus.publish('sources.changed', { sourceId: id })
      return get(id)
    },

    update(sourceId, details) {
      const source = require(sourceId)
      if (details.slug !== undefined && details.slug !== source.slug) {
        refuseTakenSlug(sources.findBySlug(details.slug), details.slug)
      }
      return change(sourceId, details)
    },

    saveCode(sourceId, code, baseVersion) {
      const source = require(sourceId)
      if (source.code === code) {
        return get(sourceId)
      }
      if (source.version !== baseVersion) {
        throw new AppError('conflict', 'This code was saved elsewhere in the meantime.', {
          hint: 'Compare the two versions and save again.',
          details: { version: source.version },
        })
      }
      return change(sourceId, { code, version: source.version + 1 })
    },

    rotateToken(sourceId) {
      require(sourceId)
      return change(sourceId, { token: newToken() })
    },

    delete(sourceId) {
      require(sourceId)
      sources.delete(sourceId)
      bus.publish('sources.changed', { sourceId })
    },
  }
}

function refuseTakenSlug(holder: SourceRecord | undefined, slug: string): void {
  if (holder !== undefined) {
    throw new AppError('conflict', `The slug "${slug}" belongs to the source "${holder.name}".`, {
      hint: 'Choose another slug.',
    })
  }
}
