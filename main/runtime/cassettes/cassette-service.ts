/** The recorded calls of each source, and what a run of its function may do on the network. */
import type { RunNetwork } from '#main/runtime/run-network'
import type { Workshop } from '#main/runtime/thread/work'
import type { CassettesRepo } from '#main/store/cassettes-repo'
import type { SourceRecord } from '#main/store/sources-repo'
import { AppError } from '#preload/errors'
import type { CassetteSummary, NetworkMode } from '#preload/model/network'
import { CASSETTE_FILE } from './cassette.ts'
import type { Recording } from './record.ts'

type About = Pick<SourceRecord, 'id' | 'networkPolicy'>

export interface CassetteService {
  /** Throws a `conflict` when there is nothing to replay. */
  networkFor(source: About, mode: NetworkMode): RunNetwork
  /** For runs that must not call anybody: from the cassette, if there is one. */
  offline(source: About): RunNetwork
  isRecorded(sourceId: string): boolean
  summary(sourceId: string): Promise<CassetteSummary | null>
  export(sourceId: string): { fileName: string; text: string }
  import(sourceId: string, text: string): Promise<CassetteSummary>
  delete(sourceId: string): void
}

export interface CassetteDependencies {
  readonly cassettes: CassettesRepo
  readonly work: Pick<Workshop, 'joinCassettes' | 'readCassette' | 'summarizeCassette'>
  findSource(sourceId: string): SourceRecord | undefined
}

export function createCassetteService({
  cassettes,
  work,
  findSource,
}: CassetteDependencies): CassetteService {
  function requireSource(sourceId: string): void {
    if (findSource(sourceId) === undefined) {
      throw new AppError('not_found', 'This source does not exist any more.')
    }
  }

  async function add(sourceId: string, { cassette }: Pick<Recording, 'cassette'>): Promise<void> {
    if (cassette.calls.length === 0) {
      return
    }
    const older = cassettes.find(sourceId)
    const recordedAt = new Date().toISOString()
    const text = await work.joinCassettes(older?.text ?? null, cassette, recordedAt)
    // Deleted or replaced meanwhile, the older one must not come back; and the source itself may
    // have been deleted.
    if (cassettes.find(sourceId)?.text !== older?.text) {
      await add(sourceId, { cassette })
    } else if (findSource(sourceId) !== undefined) {
      cassettes.set(sourceId, { text, recordedAt })
    }
  }

  return {
    networkFor({ id, networkPolicy: policy }, mode) {
      if (mode === 'replay') {
        const replay = cassettes.find(id)?.text
        if (replay === undefined) {
          throw new AppError('conflict', 'No calls of this source have been recorded yet.', {
            hint: 'Run it once with its calls recorded, then replay them.',
          })
        }
        return { policy, replay }
      }
      return mode === 'live' ? { policy } : { policy, record: (recording) => add(id, recording) }
    },

    offline({ id }) {
      const replay = cassettes.find(id)?.text
      return replay === undefined ? { policy: 'none' } : { policy: 'none', replay }
    },

    isRecorded: (sourceId) => cassettes.isThere(sourceId),

    async summary(sourceId) {
      requireSource(sourceId)
      const found = cassettes.find(sourceId)
      return found === undefined ? null : work.summarizeCassette(found.text, found.recordedAt)
    },

    export(sourceId) {
      requireSource(sourceId)
      const found = cassettes.find(sourceId)
      if (found === undefined) {
        throw new AppError('not_found', 'No calls of this source have been recorded yet.', {
          hint: 'Run it once with its calls recorded.',
        })
      }
      return { fileName: CASSETTE_FILE, text: found.text }
    },

    async import(sourceId, given) {
      requireSource(sourceId)
      const recordedAt = new Date().toISOString()
      const { text, summary } = await work.readCassette(given, recordedAt)
      requireSource(sourceId)
      cassettes.set(sourceId, { text, recordedAt })
      return summary
    },

    delete(sourceId) {
      requireSource(sourceId)
      cassettes.delete(sourceId)
    },
  }
}
