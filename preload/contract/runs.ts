/** Runs of a source's function. */
import { z } from 'zod'
import * as m from '../model.ts'
import { RingDifference } from '../model/ring.ts'
import { RunOptions } from '../model/run-options.ts'
import { Done, BySource, type Events, type Methods } from './parts.ts'

/** What a run is fed: a captured event as it arrived, or the text of the payload editor. */
const RunInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('event'), eventId: m.Id }),
  z.strictObject({ kind: z.literal('payload'), text: z.string().max(8_000_000) }),
])
export type RunInput = z.infer<typeof RunInput>

/** One request on which the legacy function and the migrated one were run and compared. */
const MigrationProof = z.object({
  /** "Captured Event 3" or "Sample payload". */
  label: z.string(),
  /** `null` for the sample payload. */
  eventId: m.Id.nullable(),
  same: z.boolean(),
  beforeOutput: m.SeenOutput.nullable(),
  afterOutput: m.SeenOutput.nullable(),
  beforeError: m.RunError.nullable(),
  afterError: m.RunError.nullable(),
  /** Where two outputs differ: the first of these places. */
  differences: z.array(RingDifference),
  moreDifferences: z.number().int().nonnegative(),
})
export type MigrationProof = z.infer<typeof MigrationProof>

const MigratedFunction = z.object({
  code: z.string(),
  /** What the user should look at; lines are those of the legacy code. */
  notes: z.array(z.object({ line: z.number().int().positive(), message: z.string() })),
  proof: z.array(MigrationProof),
})
export type MigratedFunction = z.infer<typeof MigratedFunction>

export const runsMethods = {
  /** Runs the saved code; answers when the run has ended, whatever its status. */
  'runs.start': {
    access: 'exec',
    params: z.strictObject({
      sourceId: m.Id,
      input: RunInput,
      options: RunOptions.partial().optional(),
      /**
       * What the caller takes for the saved code: when it is not, nothing is run (`conflict`). So a
       * run can be asked for right behind its save, without waiting for the answer to that.
       */
      code: z.string().max(4_000_000).optional(),
      /** Runs it a second time, after the answer, to see what it reaches and reads. */
      observe: z.boolean().default(false),
    }),
    result: m.Run,
  },
  'runs.cancel': { access: 'exec', params: BySource, result: Done },
  /**
   * Rewrites a legacy function to the modern interface and runs both on the source's captured
   * events and sample payload. Nothing is saved: `sources.saveCode` and `sources.update` do that.
   */
  'runs.migrate': {
    access: 'exec',
    params: z.strictObject({
      sourceId: m.Id,
      /** The editor's text, by default the saved code. */
      code: z.string().max(4_000_000).optional(),
    }),
    result: MigratedFunction,
  },
  'runs.last': { access: 'read', params: BySource, result: m.Run.nullable() },
} as const satisfies Methods

export const runsEvents = {
  'runs.started': z.object({ sourceId: m.Id, runId: m.Id }),
  'runs.finished': z.object({ run: m.Run }),
} as const satisfies Events
