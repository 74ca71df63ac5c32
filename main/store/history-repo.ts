/** SQL to look at what was run and saved. */
import { RunOptions } from '#preload/model/run-options'
import { RunSummary, type CodeVersion } from '#preload/model/history'
import type { Database } from './database.ts'
import { errorLine } from '#preload/model/error-words'

export interface RunQuery {
  readonly sourceId: string
  readonly search: string
  readonly limit: number
  /** Runs of their own, those of all events, or both. */
  readonly of: 'single' | 'ring' | null
}

export interface HistoryRepo {
  /** Newest first. */
  runs(query: RunQuery): RunSummary[]
  payloadOf(runId: string): string | null
  versions(sourceId: string): CodeVersion[]
  version(sourceId: string, version: number): { code: string; savedAt: string } | undefined
}

interface Row {
  id: string
  source_version: number
  event_id: string | null
  label: string
  started_at: string
  options: string
  ring_id: string | null
  status: string
  duration_ms: number
  error_class: string | null
  error_name: string | null
  error_message: string | null
  events: number | null
  objects: number | null
  warnings: number | null
  logs: number | null
}

/** A list shows the start of a message; outputs stay in the database. */
const MESSAGE_SHOWN = 300

export function createHistoryRepo(database: Database): HistoryRepo {
  const runs = database.prepare<RunQuery, Row>(
    `SELECT r.id, r.source_version, r.event_id, r.label, r.started_at, r.options, r.ring_id,
       r.result ->> '$.status' AS status,
       r.result ->> '$.durationMs' AS duration_ms,
       r.result ->> '$.error.class' AS error_class,
       r.result ->> '$.error.name' AS error_name,
       substr(r.result ->> '$.error.message', 1, ${MESSAGE_SHOWN}) AS error_message,
       json_array_length(r.result, '$.output.events') AS events,
       json_array_length(r.result, '$.output.objects') AS objects,
       json_array_length(r.result, '$.warnings') AS warnings,
       json_array_length(r.result, '$.logs') AS logs
     FROM runs r
     LEFT JOIN run_payloads p ON p.source_id = r.source_id AND p.sha256 = r.payload_sha256
     WHERE r.source_id = @sourceId
       AND (@of IS NULL OR (@of = 'ring') = (r.ring_id IS NOT NULL)) AND (
       @search = '' OR instr(lower(r.label), @search) > 0 OR instr(lower(r.result), @search) > 0
       OR instr(lower(p.text), @search) > 0 OR 'version ' || r.source_version = @search)
     ORDER BY r.sequence DESC LIMIT @limit`,
  )
  const payload = database
    .prepare<[string], string>(
      `SELECT p.text FROM runs r JOIN run_payloads p
         ON p.source_id = r.source_id AND p.sha256 = r.payload_sha256 WHERE r.id = ?`,
    )
    .pluck()
  const versions = database.prepare<[string], CodeVersion>(
    `SELECT v.version, v.saved_at AS savedAt, length(CAST(v.code AS BLOB)) AS size,
       (SELECT count(*) FROM runs r WHERE r.source_id = v.source_id
          AND r.source_version = v.version) AS runs
     FROM code_versions v WHERE v.source_id = ? ORDER BY v.version DESC`,
  )
  const version = database.prepare<[string, number], { code: string; savedAt: string }>(
    'SELECT code, saved_at AS savedAt FROM code_versions WHERE source_id = ? AND version = ?',
  )

  return {
    runs: (query) =>
      runs.all({ ...query, search: query.search.trim().toLowerCase() }).map(summaryOf),
    payloadOf: (runId) => payload.get(runId) ?? null,
    versions: (sourceId) => versions.all(sourceId),
    version: (sourceId, number) => version.get(sourceId, number),
  }
}

function summaryOf(row: Row): RunSummary {
  return RunSummary.parse({
    id: row.id,
    sourceVersion: row.source_version,
    eventId: row.event_id,
    label: row.label,
    startedAt: row.started_at,
    options: RunOptions.parse(JSON.parse(row.options)),
    ringId: row.ring_id,
    status: row.status,
    durationMs: row.duration_ms,
    errorClass: row.error_class,
    error:
      row.error_name === null
        ? null
        : errorLine({ name: row.error_name, message: row.error_message ?? '' }),
    events: row.events ?? 0,
    objects: row.objects ?? 0,
    warnings: row.warnings ?? 0,
    logs: row.logs ?? 0,
  })
}
