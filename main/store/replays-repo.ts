/** SQL for the history of replays. */
import { Replay } from '#preload/model/replay'
import type { Database } from './database.ts'

/** How many replays of a source are kept, the newest ones. */
const KEPT = 100

export interface ReplaysRepo {
  add(replay: Replay): void
  /** Newest first; of one event when it is given. */
  list(sourceId: string, eventId?: string): Replay[]
  clear(sourceId: string): void
}

export function createReplaysRepo(database: Database): ReplaysRepo {
  const insert = database.prepare(
    `INSERT INTO replays (id, source_id, event_id, started_at, replay) VALUES (?, ?, ?, ?, ?)`,
  )
  const prune = database.prepare(
    `DELETE FROM replays WHERE source_id = @sourceId AND sequence <= (
       SELECT sequence FROM replays WHERE source_id = @sourceId
       ORDER BY sequence DESC LIMIT 1 OFFSET ${KEPT})`,
  )
  const list = database
    .prepare<{ sourceId: string; eventId: string | null }, string>(
      `SELECT replay FROM replays
       WHERE source_id = @sourceId AND (@eventId IS NULL OR event_id = @eventId)
       ORDER BY sequence DESC`,
    )
    .pluck()
  const clear = database.prepare('DELETE FROM replays WHERE source_id = ?')
  const add = database.transaction((replay: Replay) => {
    const { id, sourceId, eventId, startedAt } = replay
    insert.run(id, sourceId, eventId, startedAt, JSON.stringify(replay))
    prune.run({ sourceId })
  })

  return {
    add(replay) {
      add.immediate(replay)
    },
    list: (sourceId, eventId) =>
      list
        .all({ sourceId, eventId: eventId ?? null })
        .map((replay) => Replay.parse(JSON.parse(replay))),
    clear(sourceId) {
      clear.run(sourceId)
    },
  }
}
