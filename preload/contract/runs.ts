/** Runs of a source's function. */
import { z } from 'zod'
import * as m from '../model.ts'
import { Done, BySource, type Events, type Methods } from './parts.ts'

/** What a run is fed: a captured event as it arrived, or the text of the payload editor. */
const RunInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('event'), eventId: m.Id }),
  z.strictObject({ kind: z.literal('payload'), text: z.string().max(8_000_000) }),
])
export type RunInput = z.infer<typeof RunInput>

export const runsMethods = {
  /** Runs the saved code; answers when the run has ended, whatever its status. */
  'runs.start': {
    access: 'exec',
    params: z.strictObject({ sourceId: m.Id, input: RunInput }),
    result: m.Run,
  },
  'runs.cancel': { access: 'exec', params: BySource, result: Done },
  'runs.last': { access: 'read', params: BySource, result: m.Run.nullable() },
} as const satisfies Methods

export const runsEvents = {
  'runs.started': z.object({ sourceId: m.Id, runId: m.Id }),
  'runs.finished': z.object({ run: m.Run }),
} as const satisfies Events
