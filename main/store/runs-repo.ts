/** SQL for runs and pushes: what was executed and what was sent of it. */
import { hash } from 'node:crypto'
import { Push, Run, type KeptOutput, type RunResult } from '#preload/model'
import { countsOf, isPacked } from '#preload/model/packed-output'
import { RunOptions } from '#preload/model/run-options'
import type { Database } from './database.ts'

/** How many pushes of a source are kept, the newest ones. */
const PUSHES_KEPT = 100

export interface Retention {
  /** How many runs of a source, the newest ones; as many again of those of all events. */
  readonly runs: number
  readonly days: number
}

const DEFAULT_RETENTION: Retention = { runs: 100, days: 30 }
const DAY_MS = 86_400_000

export interface KeptRun {
  readonly run: Run
  /** The text that was run, in the form of the payload editor. */
  readonly payload: string | null
}

export interface RunsRepo {
  add(run: Run, payload?: string | null, keep?: Retention): void
  /** All or none. */
  addAll(runs: readonly KeptRun[], keep: Retention): void
  forget(runIds: readonly string[]): void
  /** Of every source. */
  prune(keep: Retention): void
  find(runId: string): Run | undefined
  /** For eyes alone: a large output that holds secrets is left out, what is shown of it is not. */
  findShown(runId: string): Run | undefined
  /** The last run of its own. */
  last(sourceId: string): Run | undefined
  lastShown(sourceId: string): Run | undefined
  /** Whether it may show secrets of its source, see `IS_UNMASKED`. */
  isUnmasked(runId: string): boolean
}

export interface PushesRepo {
  add(push: Push): void
  last(sourceId: string): Push | undefined
}

/**
 * It was kept by a version that did not look for all secrets, or before one of those of today was
 * encrypted: then it was no secret, or another one.
 */
export const IS_UNMASKED = `runs.is_unmasked OR EXISTS (SELECT 1 FROM settings
  WHERE settings.source_id = runs.source_id AND settings.sealed_at >= runs.started_at)`

interface RunRow {
  id: string
  source_id: string
  source_version: number
  event_id: string | null
  label: string
  options: string
  started_at: string
  ring_id: string | null
  result: string
  output: string | null
  shown: string | null
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
    `INSERT INTO runs (id, source_id, source_version, event_id, label, options, started_at,
       payload_sha256, ring_id, summary, result, output, shown)
     VALUES (@id, @sourceId, @sourceVersion, @eventId, @label, @options, @startedAt,
       @payloadHash, @ringId, @summary, @result, @output, @shown)`,
  )
  const insertPayload = database.prepare(
    'INSERT OR IGNORE INTO run_payloads (source_id, sha256, text) VALUES (?, ?, ?)',
  )
  // The last run of its own stays whatever its age: it is what the output view shows. Runs of all
  // events come many at a time, and push no others out.
  const pruneRuns = database.prepare(
    `DELETE FROM runs WHERE source_id = @sourceId AND (ring_id IS NOT NULL) = @isRing
       AND (@isRing OR sequence < (
         SELECT max(sequence) FROM runs WHERE source_id = @sourceId AND ring_id IS NULL))
       AND (started_at < @before OR sequence <= (
         SELECT sequence FROM runs WHERE source_id = @sourceId AND (ring_id IS NOT NULL) = @isRing
         ORDER BY sequence DESC LIMIT 1 OFFSET @kept))`,
  )
  const prunePayloads = database.prepare(
    `DELETE FROM run_payloads WHERE source_id = @sourceId AND sha256 NOT IN (
       SELECT payload_sha256 FROM runs
       WHERE source_id = @sourceId AND payload_sha256 IS NOT NULL)`,
  )
  const sources = database.prepare<[], string>('SELECT id FROM sources').pluck()
  const remove = database.prepare('DELETE FROM runs WHERE id = ?')
  const columns = `id, source_id, source_version, event_id, label, options, started_at, ring_id,
    result, shown`
  const byId = 'FROM runs WHERE id = ?'
  const newest = `FROM runs WHERE source_id = ? AND ring_id IS NULL
    ORDER BY sequence DESC LIMIT 1`
  const shownOnly = 'CASE WHEN shown IS NULL THEN output END AS output'
  const isUnmasked = database
    .prepare<[string], number>(`SELECT ${IS_UNMASKED} FROM runs WHERE id = ?`)
    .pluck()
  const query = (text: string) => database.prepare<[string], RunRow>(text)
  const find = query(`SELECT ${columns}, output ${byId}`)
  const findShown = query(`SELECT ${columns}, ${shownOnly} ${byId}`)
  const last = query(`SELECT ${columns}, output ${newest}`)
  const lastShown = query(`SELECT ${columns}, ${shownOnly} ${newest}`)

  function pruneSource(sourceId: string, keep: Retention): void {
    const before = new Date(Date.now() - keep.days * DAY_MS).toISOString()
    const pruned = [0, 1].map(
      (isRing) => pruneRuns.run({ sourceId, before, kept: keep.runs, isRing }).changes,
    )
    if (pruned.some((count) => count > 0)) {
      prunePayloads.run({ sourceId })
    }
  }

  const addAll = database.transaction((runs: readonly KeptRun[], keep: Retention) => {
    for (const { run, payload } of runs) {
      const payloadHash = payload === null ? null : hash('sha256', payload, 'hex')
      insert.run({
        ...run,
        options: JSON.stringify(run.options),
        payloadHash,
        ringId: run.ringId ?? null,
        summary: JSON.stringify(summaryOf(run.result)),
        ...partsOf(run.result),
      })
      if (payload !== null) {
        insertPayload.run(run.sourceId, payloadHash, payload)
      }
    }
    for (const sourceId of new Set(runs.map(({ run }) => run.sourceId))) {
      pruneSource(sourceId, keep)
    }
  })
  const pruneAll = database.transaction((keep: Retention) => {
    for (const sourceId of sources.all()) {
      pruneSource(sourceId, keep)
    }
  })

  const forgetAll = database.transaction((runIds: readonly string[]) => {
    for (const runId of runIds) {
      remove.run(runId)
    }
  })

  return {
    add(run, payload = null, keep = DEFAULT_RETENTION) {
      addAll.immediate([{ run, payload }], keep)
    },
    addAll(runs, keep) {
      addAll.immediate(runs, keep)
    },
    forget(runIds) {
      forgetAll.immediate(runIds)
    },
    prune(keep) {
      pruneAll.immediate(keep)
    },
    find: (runId) => runFromRow(find.get(runId)),
    findShown: (runId) => runFromRow(findShown.get(runId)),
    last: (sourceId) => runFromRow(last.get(sourceId)),
    lastShown: (sourceId) => runFromRow(lastShown.get(sourceId)),
    isUnmasked: (runId) => isUnmasked.get(runId) === 1,
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
       ORDER BY sequence DESC LIMIT 1 OFFSET ${PUSHES_KEPT})`,
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

/** A list shows the start of a message. */
const MESSAGE_SHOWN = 300

function summaryOf({ status, durationMs, error, output, warnings, logs }: RunResult): object {
  return {
    status,
    durationMs,
    error:
      error === null
        ? null
        : { class: error.class, name: error.name, message: error.message.slice(0, MESSAGE_SHOWN) },
    ...(output === null ? { events: 0, objects: 0 } : countsOf(output)),
    warnings: warnings.length,
    logs: logs.length,
  }
}

/** Large outputs are kept as the text that they are: nobody takes them apart on the way. */
function partsOf({ output, shown, ...rest }: RunResult) {
  const parts = { output: partOf(output), shown: partOf(shown ?? null) }
  return {
    output: parts.output.json,
    shown: parts.shown.json,
    result: JSON.stringify({
      ...rest,
      output: parts.output.inner,
      ...(shown === undefined ? {} : { shown: parts.shown.inner }),
    }),
  }
}

function partOf(output: KeptOutput | null): { json: string | null; inner: object | null } {
  if (output === null || !isPacked(output)) {
    return { json: null, inner: output }
  }
  const { json, ...inner } = output
  return { json, inner }
}

/** Counterpart of `partsOf`. */
function resultOf({ result, output, shown }: RunRow): unknown {
  const rest = JSON.parse(result) as { output?: object; shown?: object }
  const large = {
    ...(output === null ? {} : { output: { ...rest.output, json: output } }),
    ...(shown === null ? {} : { shown: { ...rest.shown, json: shown } }),
  }
  // Where it is left out, what is shown of it stands for it.
  const instead = output === null && shown !== null ? { output: large.shown } : {}
  return { ...rest, ...large, ...instead }
}

function runFromRow(row: RunRow | undefined): Run | undefined {
  return row === undefined
    ? undefined
    : Run.parse({
        id: row.id,
        sourceId: row.source_id,
        sourceVersion: row.source_version,
        eventId: row.event_id,
        label: row.label,
        options: RunOptions.parse(JSON.parse(row.options)),
        startedAt: row.started_at,
        ...(row.ring_id === null ? {} : { ringId: row.ring_id }),
        result: resultOf(row),
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
