/** The recorded calls of each source, and what a run of its function may do on the network. */
import type { RunNetwork } from '#main/runtime/run-network'
import type { CassettesRepo } from '#main/store/cassettes-repo'
import type { SourceRecord } from '#main/store/sources-repo'
import { AppError } from '#preload/errors'
import type { CassetteSummary, NetworkMode } from '#preload/model/network'
import {
  formatCassette,
  mergeCassettes,
  parseCassette,
  summarize,
  type Cassette,
} from './cassette.ts'
import type { Recording } from './record.ts'

type About = Pick<SourceRecord, 'id' | 'networkPolicy'>

export interface CassetteService {
  /** Throws a `conflict` when there is nothing to replay. */
  networkFor(source: About, mode: NetworkMode): RunNetwork
  /** For runs that must not call anybody: from the cassette, if there is one. */
  offline(source: About): RunNetwork
  summary(sourceId: string): CassetteSummary | null
  export(sourceId: string): { fileName: string; text: string }
  import(sourceId: string, text: string): CassetteSummary
  delete(sourceId: string): void
}

export interface CassetteDependencies {
  readonly cassettes: CassettesRepo
  findSource(sourceId: string): SourceRecord | undefined
}

const FILE_NAME = 'cassette.json'

export function createCassetteService({
  cassettes,
  findSource,
}: CassetteDependencies): CassetteService {
  function stored(sourceId: string): Cassette | null {
    const found = cassettes.find(sourceId)
    return found === undefined ? null : parseCassette(found.text, FILE_NAME)
  }

  function requireSource(sourceId: string): void {
    if (findSource(sourceId) === undefined) {
      throw new AppError('not_found', 'This source does not exist any more.')
    }
  }

  function save(sourceId: string, cassette: Cassette): CassetteSummary {
    const [text, recordedAt] = [formatCassette(cassette), new Date().toISOString()]
    // Read as it will be: what cannot be is not kept, for the source would be stuck with it.
    const summary = summarize(text, recordedAt)
    cassettes.set(sourceId, { text, recordedAt })
    return summary
  }

  function add(sourceId: string, { cassette }: Recording): void {
    // The source may have been deleted while its function ran.
    if (cassette.calls.length > 0 && findSource(sourceId) !== undefined) {
      const older = stored(sourceId)
      save(sourceId, older === null ? cassette : mergeCassettes(older, cassette))
    }
  }

  return {
    networkFor({ id, networkPolicy: policy }, mode) {
      if (mode === 'replay') {
        const replay = stored(id)
        if (replay === null) {
          throw new AppError('conflict', 'No calls of this source have been recorded yet.', {
            hint: 'Run it once with its calls recorded, then replay them.',
          })
        }
        return { policy, replay }
      }
      return mode === 'live' ? { policy } : { policy, record: (recording) => add(id, recording) }
    },

    offline({ id }) {
      const replay = stored(id)
      return replay === null ? { policy: 'none' } : { policy: 'none', replay }
    },

    summary(sourceId) {
      requireSource(sourceId)
      const found = cassettes.find(sourceId)
      return found === undefined ? null : summarize(found.text, found.recordedAt)
    },

    export(sourceId) {
      requireSource(sourceId)
      const found = cassettes.find(sourceId)
      if (found === undefined) {
        throw new AppError('not_found', 'No calls of this source have been recorded yet.', {
          hint: 'Run it once with its calls recorded.',
        })
      }
      return { fileName: FILE_NAME, text: found.text }
    },

    import(sourceId, text) {
      requireSource(sourceId)
      return save(sourceId, parseCassette(text, FILE_NAME))
    },

    delete(sourceId) {
      requireSource(sourceId)
      cassettes.delete(sourceId)
    },
  }
}
