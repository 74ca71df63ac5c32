/** SQL for baselines: what was accepted as the outcome for a payload. */
import { AppError } from '#preload/errors'
import type { Database } from './database.ts'

/** How many of a source are kept, the newest: far more than a ring and its edited samples need. */
const KEPT = 500

export interface Baseline {
  readonly key: string
  /** JSON, in the form of a test case's `expect`. */
  readonly json: string
  readonly acceptedAt: string
  /** A secret of then was in it; `null` when that is not known. */
  readonly heldSecret: boolean | null
}

export interface BaselinesRepo {
  find(sourceId: string, key: string): Baseline | undefined
  /**
   * All or nothing; `null` forgets what was accepted. Throws `not_found` when the source was removed
   * meanwhile, by another process too.
   */
  set(sourceId: string, changes: readonly { key: string; baseline: Baseline | null }[]): void
}

interface Row {
  expectation: string
  accepted_at: string
  held_secret: number | null
}

export function createBaselinesRepo(database: Database): BaselinesRepo {
  const find = database.prepare<[string, string], Row>(
    'SELECT expectation, accepted_at, held_secret FROM baselines WHERE source_id = ? AND key = ?',
  )
  const upsert = database.prepare(
    `INSERT INTO baselines (source_id, key, expectation, accepted_at, held_secret)
     VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (source_id, key) DO UPDATE
     SET expectation = excluded.expectation, accepted_at = excluded.accepted_at,
       held_secret = excluded.held_secret`,
  )
  const remove = database.prepare('DELETE FROM baselines WHERE source_id = ? AND key = ?')
  const prune = database.prepare(
    `DELETE FROM baselines WHERE source_id = @sourceId AND key NOT IN (
       SELECT key FROM baselines WHERE source_id = @sourceId
       ORDER BY accepted_at DESC, key LIMIT ${KEPT})`,
  )
  const exists = database.prepare<[string], number>('SELECT 1 FROM sources WHERE id = ?').pluck()
  const set = database.transaction(
    (sourceId: string, changes: readonly { key: string; baseline: Baseline | null }[]) => {
      if (exists.get(sourceId) === undefined) {
        throw new AppError('not_found', 'This source does not exist any more.')
      }
      for (const { key, baseline } of changes) {
        if (baseline === null) {
          remove.run(sourceId, key)
        } else {
          const { json, acceptedAt, heldSecret } = baseline
          upsert.run(
            sourceId,
            key,
            json,
            acceptedAt,
            heldSecret === null ? null : Number(heldSecret),
          )
        }
      }
      prune.run({ sourceId })
    },
  )

  return {
    find(sourceId, key) {
      const row = find.get(sourceId, key)
      return row === undefined
        ? undefined
        : {
            key,
            json: row.expectation,
            acceptedAt: row.accepted_at,
            heldSecret: row.held_secret === null ? null : row.held_secret === 1,
          }
    },
    set(sourceId, changes) {
      set.immediate(sourceId, changes)
    },
  }
}
