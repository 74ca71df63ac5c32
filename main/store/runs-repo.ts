/** SQL for runs and pushes: what was executed and what was sent of it. */
import { Push, Run } from '#preload/model'
import type { Database } from './database.ts'

/** How many runs and pushes of a source are kept, the newest ones. */
const KEPT = 100

export interface RunsRepo {
  add(run: Run): void
  find(runId: string): Run | undefined
  last(sourceId: string): Run | undefined
}

export interface PushesRepo {
  add(push: Push): void
  last(sourceId: string): Push | undefined
}

interface RunRow {
  id: string
  source_id: string
  source_version: number
  event_id: string | null
  started_at: string
  result: string
}

interface PushRow {
  id: string
  source_id: string
  run_id: string
  started_at: string
  ok: number
  requests: string
}

export function createRunsRepo(database: Database): RunsRepo {
  const insert = database.prepare(
    `INSERT INTO runs (id, source_id, source_version, event_id, started_at, result)
     VALUES (@id, @sourceId, @sourceVersion, @eventId, @startedAt, @result)`,
  )
  const prune = database.prepare(
    `DELETE FROM runs WHERE source_id = @sourceId AND sequence <= (
       SELECT sequence FROM runs WHERE source_id = @sourceId
       ORDER BY sequence DESC LIMIT 1 OFFSET ${KEPT})`,
  )
  const find = database.prepare<[string], RunRow>('SELECT * FROM runs WHERE id = ?')
  const last = database.prepare<[string], RunRow>(
    'SELECT * FROM runs WHERE source_id = ? ORDER BY sequence DESC LIMIT 1',
  )
  const add = database.transaction((run: Run) => {
    insert.run({ ...run, result: JSON.stringify(run.result) })
    prune.run({ sourceId: run.sourceId })
  })

  return {
    add(run) {
      add.immediate(run)
    },
    find: (runId) => runFromRow(find.get(runId)),
    last: (sourceId) => runFromRow(last.get(sourceId)),
  }
}

export function createPushesRepo(database: Database): PushesRepo {
  const insert = database.prepare(
    `INSERT INTO pushes (id, source_id, run_id, started_at, ok, requests)
     VALUES (@id, @sourceId, @runId, @startedAt, @ok, @requests)`,
  )
  const prune = database.prepare(
    `DELETE FROM pushes WHERE source_id = @sourceId AND sequence <= (
       SELECT sequence FROM pushes WHERE source_id = @sourceId
       ORDER BY sequence DESC LIMIT 1 OFFSET ${KEPT})`,
  )
  const last = database.prepare<[string], PushRow>(
    'SELECT * FROM pushes WHERE source_id = ? ORDER BY sequence DESC LIMIT 1',
  )
  const add = database.transaction((push: Push) => {
    insert.run({ ...push, ok: push.ok ? 1 : 0, requests: JSON.stringify(push.requests) })
    prune.run({ sourceId: push.sourceId })
  })

  return {
    add(push) {
      add.immediate(push)
    },
    last: (sourceId) => pushFromRow(last.get(sourceId)),
  }
}

function runFromRow(row: RunRow | undefined): Run | undefined {
  return row === undefined
    ? undefined
    : Run.parse({
        id: row.id,
        sourceId: row.source_id,
        sourceVersion: row.source_version,
        eventId: row.event_id,
        startedAt: row.started_at,
        result: JSON.parse(row.result),
      })
}

function pushFromRow(row: PushRow | undefined): Push | undefined {
  return row === undefined
    ? undefined
    : Push.parse({
        id: row.id,
        sourceId: row.source_id,
        runId: row.run_id,
        startedAt: row.started_at,
        ok: row.ok === 1,
        requests: JSON.parse(row.requests),
      })
}
