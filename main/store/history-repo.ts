/** SQL to look at what was run and saved. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { RunError } from '#preload/model'
import { RunOptions } from '#preload/model/run-options'
import { RunSummary, type CodeVersion } from '#preload/model/history'
import type { Database } from './database.ts'
import { IS_UNMASKED } from './runs-repo.ts'
import { errorLine } from '#preload/model/error-words'

export interface RunQuery {
  readonly sourceId: string
  readonly search: string
  readonly limit: number
  /** Runs of their own, those of all events, or both. */
  readonly of: 'single' | 'ring' | null
}

export interface ListedRun {
  readonly summary: RunSummary
  /** Whether it may show secrets of its source, see `IS_UNMASKED`. */
  readonly isUnmasked: boolean
}

export interface HistoryRepo {
  /** Newest first. */
  runs(query: RunQuery): Promise<ListedRun[]>
  payloadOf(runId: string): string | null
  versions(sourceId: string): CodeVersion[]
  version(sourceId: string, version: number): { code: string; savedAt: string } | undefined
}

interface Row {
  sequence: number
  id: string
  source_version: number
  event_id: string | null
  label: string
  started_at: string
  options: string
  ring_id: string | null
  summary: string
  is_unmasked: number
}

/** A search reads whole outputs, so it stops for others whenever it has taken that long. */
const TURN_MS = 10

export function createHistoryRepo(database: Database): HistoryRepo {
  const runs = database.prepare<Omit<RunQuery, 'search'>, Row>(
    `SELECT sequence, id, source_version, event_id, label, started_at, options, ring_id, summary,
       ${IS_UNMASKED} AS is_unmasked
     FROM runs
     WHERE source_id = @sourceId AND (@of IS NULL OR (@of = 'ring') = (ring_id IS NOT NULL))
     ORDER BY sequence DESC LIMIT @limit`,
  )
  const matches = database
    .prepare<{ sequence: number; search: string }, number>(
      `SELECT instr(lower(r.label), @search) > 0 OR instr(lower(r.result), @search) > 0
         OR instr(lower(r.output), @search) > 0 OR instr(lower(r.shown), @search) > 0
         OR instr(lower(p.text), @search) > 0 OR 'version ' || r.source_version = @search
       FROM runs r
       LEFT JOIN run_payloads p ON p.source_id = r.source_id AND p.sha256 = r.payload_sha256
       WHERE r.sequence = @sequence`,
    )
    .pluck()
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
    async runs({ search: typed, ...query }) {
      const search = typed.trim().toLowerCase()
      if (search === '') {
        return runs.all(query).map(listedRun)
      }
      const found: Row[] = []
      let turnAt = performance.now()
      for (const row of runs.all({ ...query, limit: -1 })) {
        if (performance.now() - turnAt > TURN_MS) {
          // oxlint-disable-next-line no-await-in-loop -- that is the point of it
          await nextTurn()
          turnAt = performance.now()
        }
        // One that was dropped meanwhile has no row.
        if (matches.get({ sequence: row.sequence, search }) === 1) {
          found.push(row)
        }
        if (found.length === query.limit) {
          break
        }
      }
      return found.map(listedRun)
    },
    payloadOf: (runId) => payload.get(runId) ?? null,
    versions: (sourceId) => versions.all(sourceId),
    version: (sourceId, number) => version.get(sourceId, number),
  }
}

const Summary = RunSummary.pick({
  status: true,
  durationMs: true,
  events: true,
  objects: true,
  warnings: true,
  logs: true,
}).extend({ error: RunError.pick({ class: true, name: true, message: true }).nullable() })

function listedRun(row: Row): ListedRun {
  return { summary: summaryOf(row), isUnmasked: row.is_unmasked === 1 }
}

function summaryOf(row: Row): RunSummary {
  const { error, ...summary } = Summary.parse(JSON.parse(row.summary))
  return {
    id: row.id,
    sourceVersion: row.source_version,
    eventId: row.event_id,
    label: row.label,
    startedAt: row.started_at,
    options: RunOptions.parse(JSON.parse(row.options)),
    ringId: row.ring_id,
    ...summary,
    errorClass: error?.class ?? null,
    error: error === null ? null : errorLine(error),
  }
}
