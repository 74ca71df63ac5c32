/** The recorded calls of a source's function, to run it without a network. */
import { z } from 'zod'
import * as m from '../model.ts'
import { CassetteSummary } from '../model/network.ts'
import { BySource, Done, type Methods } from './parts.ts'

export const cassettesMethods = {
  /** `null` when nothing was recorded yet. Runs with `network: 'record'` add to it. */
  'cassettes.get': { access: 'read', params: BySource, result: CassetteSummary.nullable() },
  /** The file as it is: for a folder of test cases, where it is `cassette.json`. */
  'cassettes.export': {
    access: 'read',
    params: BySource,
    result: z.object({ fileName: z.string(), text: z.string() }),
  },
  /** Takes the place of what was recorded. */
  'cassettes.import': {
    access: 'write',
    params: z.strictObject({ sourceId: m.Id, text: z.string().max(30_000_000) }),
    result: CassetteSummary,
  },
  'cassettes.delete': { access: 'write', params: BySource, result: Done },
} as const satisfies Methods
