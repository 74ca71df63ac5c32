/** What takes as long as a payload or an output is large, and so is done off the app's thread. */
import { joinCassettes, readCassette, summarize } from '#main/runtime/cassettes/cassette'
import { coverCode } from '#main/runtime/coverage/code-coverage'
import { migrate, type MigrationRequest } from '#main/runtime/migrate/migrate'
import { formatPayload, parsePayload } from '#main/runtime/payload'
import type { PlainResult } from '#main/runtime/result'
import { archiveCases, exportCases } from '#main/runtime/ring/export-cases'
import { ringRow } from '#main/runtime/ring/ring-row'
import type { Runtime } from '#main/runtime/runtime'
import { maskResult } from './mask-result.ts'

/** Less than that takes longer to hand over than to do. */
export const HANDED_OVER = 64 * 1024

// oxlint-disable-next-line typescript/explicit-function-return-type -- `Work` is what it returns
export function createWork(runtime: Pick<Runtime<PlainResult>, 'run'>) {
  return {
    parsePayload,
    formatPayload,
    ringRow,
    coverCode,
    exportCases,
    archiveCases,
    joinCassettes,
    readCassette,
    summarizeCassette: summarize,
    maskResult,
    migrate: (request: MigrationRequest) => migrate(request, runtime),
  }
}

export type Work = ReturnType<typeof createWork>
export type WorkName = keyof Work

/** The same, wherever it is done. */
export type Workshop = {
  readonly [N in WorkName]: (...args: Parameters<Work[N]>) => Promise<Awaited<ReturnType<Work[N]>>>
}
