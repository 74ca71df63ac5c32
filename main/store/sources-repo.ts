/** SQL for sources: rows and records, no rules. */
import { HandlerInterface, Profile, PushTarget, WebhookMethod } from '#preload/model'
import { NetworkPolicy } from '#preload/model/network'
import { plainText } from '#preload/model/plain-text'
import { z } from 'zod'
import type { Database } from './database.ts'
import { createDataVersion } from './revision.ts'

/** Versions of the code kept for a source, besides those that kept runs ran. */
const VERSIONS_KEPT = 200

export interface SourceRecord {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly profile: Profile
  readonly handler: HandlerInterface
  readonly code: string
  readonly version: number
  readonly token: string
  readonly methods: WebhookMethod[]
  readonly networkPolicy: NetworkPolicy
  readonly samplePayload: string
  readonly target: PushTarget | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly eventCount: number
}

export type SourceAddress = Pick<SourceRecord, 'id' | 'slug' | 'profile' | 'token' | 'methods'>

export type NewSource = Omit<SourceRecord, 'eventCount'>
export type SourceChanges = Partial<
  Pick<
    SourceRecord,
    | 'name'
    | 'slug'
    | 'profile'
    | 'handler'
    | 'code'
    | 'version'
    | 'token'
    | 'methods'
    | 'networkPolicy'
    | 'samplePayload'
    | 'target'
  >
>

export interface SourcesRepo {
  /** Oldest first. */
  list(): SourceRecord[]
  find(id: string): SourceRecord | undefined
  findBySlug(slug: string): SourceRecord | undefined
  /** Every source's token and what a webhook is checked against, without code and counts. */
  addresses(): SourceAddress[]
  insert(source: NewSource): void
  update(id: string, changes: SourceChanges, updatedAt: string): void
  /** For good, whether it was discarded before or not. */
  delete(id: string): boolean
  /** All but what is below no longer finds it, and its slug is free. */
  discard(id: string, at: string): void
  /** The slug that it had. */
  findDiscarded(id: string): { readonly name: string; readonly slug: string } | undefined
  restore(id: string, slug: string): void
  /** Removes for good what was discarded until then; tells when the oldest of the others was. */
  purge(until: string): string | null
  purgeOne(id: string): void
  writeKey(id: string): Uint8Array | null
  setWriteKey(id: string, sealed: Uint8Array | null): void
}

interface Row {
  id: string
  name: string
  slug: string
  profile: string
  handler: string
  code: string
  version: number
  token: string
  methods: string
  network_policy: string
  sample_payload: string
  target: string | null
  created_at: string
  updated_at: string
  event_count: number
}

const COLUMNS = {
  name: 'name',
  slug: 'slug',
  profile: 'profile',
  handler: 'handler',
  code: 'code',
  version: 'version',
  token: 'token',
  methods: 'methods',
  networkPolicy: 'network_policy',
  samplePayload: 'sample_payload',
  target: 'target',
} as const satisfies Record<keyof SourceChanges, string>

const Methods = z.array(WebhookMethod)

const SELECT = `SELECT s.*, (SELECT count(*) FROM present_events e WHERE e.source_id = s.id) AS event_count
  FROM sources s WHERE s.discarded_at IS NULL`

/**
 * For so long a change of another process's may go unseen. To ask for one takes the system's locks,
 * and costs a burst of webhooks a tenth of its time if each of them asks.
 */
const FRESH_MS = 5

export function createSourcesRepo(database: Database): SourcesRepo {
  const list = database.prepare<[], Row>(`${SELECT} ORDER BY s.created_at, s.rowid`)
  const find = database.prepare<[string], Row>(`${SELECT} AND s.id = ?`)
  const findBySlug = database.prepare<[string], Row>(`${SELECT} AND s.slug = ?`)
  const addresses = database.prepare<
    [],
    { id: string; slug: string; profile: string; token: string; methods: string }
  >('SELECT id, slug, profile, token, methods FROM sources WHERE discarded_at IS NULL')
  // They are read for every webhook. What another process changed shows in the version, what
  // this one changes goes through this repo.
  const dataVersion = createDataVersion(database)
  let known: SourceAddress[] | undefined
  let knownAt: number | undefined
  let lookedAt = 0
  const insert = database.prepare(
    `INSERT INTO sources (id, name, slug, profile, handler, code, version, token, methods,
       network_policy, sample_payload, target, created_at, updated_at)
     VALUES (@id, @name, @slug, @profile, @handler, @code, @version, @token, @methods,
       @networkPolicy, @samplePayload, @target, @createdAt, @updatedAt)`,
  )
  const remove = database.prepare('DELETE FROM sources WHERE id = ?')
  // No slug has a space in it: what it had is free for others.
  const discard = database.prepare(
    `UPDATE sources SET discarded_at = ?, discarded_slug = slug, slug = 'discarded ' || id
     WHERE id = ? AND discarded_at IS NULL`,
  )
  const findDiscarded = database.prepare<[string], { name: string; slug: string }>(
    `SELECT name, discarded_slug AS slug FROM sources WHERE id = ? AND discarded_at IS NOT NULL`,
  )
  const restore = database.prepare(
    `UPDATE sources SET discarded_at = NULL, discarded_slug = NULL, slug = ?
     WHERE id = ? AND discarded_at IS NOT NULL`,
  )
  const purge = database.prepare('DELETE FROM sources WHERE discarded_at <= ?')
  const purgeOne = database.prepare('DELETE FROM sources WHERE id = ? AND discarded_at IS NOT NULL')
  const oldestDiscarded = database
    .prepare<[], string | null>('SELECT min(discarded_at) FROM sources')
    .pluck()
  const keepVersion = database.prepare(
    `INSERT OR REPLACE INTO code_versions (source_id, version, code, saved_at)
     VALUES (@id, @version, @code, @savedAt)`,
  )
  const pruneVersions = database.prepare(
    `DELETE FROM code_versions WHERE source_id = @id AND version <= @version - ${VERSIONS_KEPT}
       AND version NOT IN (SELECT source_version FROM runs WHERE source_id = @id)`,
  )
  const writeKey = database.prepare<[string], { write_key: Buffer | null }>(
    'SELECT write_key FROM sources WHERE id = ?',
  )
  const setWriteKey = database.prepare('UPDATE sources SET write_key = ? WHERE id = ?')

  const add = database.transaction((source: NewSource) => {
    insert.run({ ...source, ...encoded(source) })
    const { id, version, code, updatedAt } = source
    keepVersion.run({ id, version, code, savedAt: updatedAt })
  })

  const change = database.transaction((id: string, changes: SourceChanges, updatedAt: string) => {
    const names = Object.keys(COLUMNS).filter(
      (key): key is keyof SourceChanges => changes[key as keyof SourceChanges] !== undefined,
    )
    const values = { ...changes, ...encoded(changes) }
    const assignments = names.map((name) => `${COLUMNS[name]} = @${name}`)
    database
      .prepare(
        `UPDATE sources SET ${[...assignments, 'updated_at = @updatedAt'].join(', ')} WHERE id = @id`,
      )
      .run({ ...values, updatedAt, id })
    const { version, code } = changes
    if (version !== undefined && code !== undefined) {
      keepVersion.run({ id, version, code, savedAt: updatedAt })
      pruneVersions.run({ id, version })
    }
  })

  return {
    list: () => list.all().map(fromRow),
    find: (id) => optional(find.get(id)),
    findBySlug: (slug) => optional(findBySlug.get(slug)),
    addresses() {
      if (known !== undefined && performance.now() < lookedAt + FRESH_MS) {
        return known
      }
      const now = dataVersion()
      lookedAt = performance.now()
      if (known === undefined || knownAt !== now) {
        // When it fails, what was known before is not what there is now.
        known = undefined
        known = addresses.all().map((row) => ({
          ...row,
          profile: Profile.parse(row.profile),
          methods: Methods.parse(JSON.parse(row.methods)),
        }))
        knownAt = now
      }
      return known
    },
    insert(source) {
      known = undefined
      add.immediate(source)
    },
    update(id, changes, updatedAt) {
      known = undefined
      change.immediate(id, changes, updatedAt)
    },
    delete(id) {
      known = undefined
      return remove.run(id).changes > 0
    },
    discard(id, at) {
      known = undefined
      discard.run(at, id)
    },
    findDiscarded: (id) => findDiscarded.get(id),
    restore(id, slug) {
      known = undefined
      restore.run(slug, id)
    },
    purge(until) {
      purge.run(until)
      return oldestDiscarded.get() ?? null
    },
    purgeOne(id) {
      purgeOne.run(id)
    },
    writeKey: (id) => writeKey.get(id)?.write_key ?? null,
    setWriteKey(id, sealed) {
      setWriteKey.run(sealed, id)
    },
  }
}

/** What has columns of JSON. */
function encoded({ target, methods }: SourceChanges): Record<string, string | null> {
  return {
    ...(target === undefined ? {} : { target: encodeTarget(target) }),
    ...(methods === undefined ? {} : { methods: JSON.stringify(methods) }),
  }
}

function encodeTarget(target: PushTarget | null): string | null {
  return target === null ? null : JSON.stringify(target)
}

function optional(row: Row | undefined): SourceRecord | undefined {
  return row === undefined ? undefined : fromRow(row)
}

function fromRow(row: Row): SourceRecord {
  return {
    id: row.id,
    // Kept by versions that took any name.
    name: plainText(row.name),
    slug: row.slug,
    profile: Profile.parse(row.profile),
    handler: HandlerInterface.parse(row.handler),
    code: row.code,
    version: row.version,
    token: row.token,
    methods: Methods.parse(JSON.parse(row.methods)),
    networkPolicy: NetworkPolicy.parse(row.network_policy),
    samplePayload: row.sample_payload,
    target: row.target === null ? null : PushTarget.parse(JSON.parse(row.target)),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    eventCount: row.event_count,
  }
}
