/** SQL for drafts: what was typed and not saved, one a source and name. */
import type { Draft } from '#preload/model/drafts'
import type { Database } from './database.ts'

export interface DraftsRepo {
  /** Also of those that were taken back, which is newer than what a page may have kept. */
  list(): Draft[]
  /** An older one than what is there changes nothing. */
  keep(draft: Draft): void
  /** Forgets those that were taken back before a time (milliseconds). */
  purge(before: number): void
}

interface Row {
  source_id: string
  name: string
  kept_at: number
  value: string | null
}

export function createDraftsRepo(database: Database): DraftsRepo {
  const list = database.prepare<[], Row>(
    `SELECT d.* FROM drafts d JOIN sources s ON s.id = d.source_id WHERE s.discarded_at IS NULL`,
  )
  const keep = database.prepare(
    `INSERT INTO drafts (source_id, name, kept_at, value) VALUES (@sourceId, @name, @at, @value)
     ON CONFLICT DO UPDATE SET kept_at = excluded.kept_at, value = excluded.value
       WHERE excluded.kept_at >= kept_at`,
  )
  const purge = database.prepare('DELETE FROM drafts WHERE value IS NULL AND kept_at < ?')
  return {
    list: () =>
      list.all().map(({ source_id, name, kept_at, value }) => ({
        sourceId: source_id,
        name,
        at: kept_at,
        value,
      })),
    keep(draft) {
      keep.run(draft)
    },
    purge(before) {
      purge.run(before)
    },
  }
}
