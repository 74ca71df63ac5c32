/** What observed runs reached of the code, and what they read of the payload. */
import { z } from 'zod'
import { Id, Timestamp } from '../model.ts'

/**
 * `stopped`: the run did not come to its end. `differs`: it went another way when it was observed,
 * which says nothing about how it goes otherwise.
 */
export const ObservedOutcome = z.enum(['observed', 'stopped', 'differs'])
export type ObservedOutcome = z.infer<typeof ObservedOutcome>

const ObservedInput = z.object({
  /** Names the payload by what is in it. */
  key: z.string(),
  /** "Captured Event 3", "Sample payload". */
  label: z.string(),
  /** `null` unless it is a captured event as it came. */
  eventId: Id.nullable(),
  outcome: ObservedOutcome,
})
export type ObservedInput = z.infer<typeof ObservedInput>

const Position = z.number().int().positive()
const Count = z.number().int().nonnegative()
/** Indices into the observed inputs. */
const By = z.array(Count)

/**
 * `skip`: an `if` without `else` whose condition was false. `rest`: lines that are in no branch,
 * such as those behind a throw.
 */
export const PlaceKind = z.enum(['branch', 'function', 'skip', 'rest'])
export type PlaceKind = z.infer<typeof PlaceKind>

/** A part of the code that is reached or not; 1-based as the editor counts, the end exclusive. */
export const CodePlace = z.object({
  kind: PlaceKind,
  startLine: Position,
  startColumn: Position,
  endLine: Position,
  endColumn: Position,
  by: By,
  /** Not reached, and in no other place that is not reached. */
  isOutermost: z.boolean(),
})
export type CodePlace = z.infer<typeof CodePlace>

const Tally = z.object({ total: Count, reached: Count })

/** The code's side of it, whoever ran it. */
export const CodeCoverage = z.object({
  /** Lines on which a statement starts. */
  lines: Tally,
  branches: Tally,
  /** Every line that holds code, with who reached it. */
  marks: z.array(z.object({ line: Position, by: By })),
  /** In the order of the code. */
  places: z.array(CodePlace),
})
export type CodeCoverage = z.infer<typeof CodeCoverage>

export const CoverageReport = CodeCoverage.extend({
  sourceId: Id,
  sourceVersion: z.number().int().positive(),
  observedAt: Timestamp,
  inputs: z.array(ObservedInput),
})
export type CoverageReport = z.infer<typeof CoverageReport>

export const FieldPlace = z.enum(['body', 'headers', 'query', 'settings'])
export type FieldPlace = z.infer<typeof FieldPlace>

/**
 * `read`: the function asked for the value. `sent`: it is in the output as part of something
 * larger. `listed`: the function asked for the names below it.
 */
export const FieldUse = z.enum(['read', 'sent', 'listed'])
export type FieldUse = z.infer<typeof FieldUse>

export interface FieldRead {
  readonly place: FieldPlace
  /** `null` is any element of a list, or any name of a map. */
  readonly path: readonly (string | null)[]
  readonly use: readonly FieldUse[]
}

/** What one observed run read. */
export interface Reads {
  readonly fields: readonly FieldRead[]
  /** It took the body as text: what it reads of that is not seen. */
  readonly hasText: boolean
  readonly isCut: boolean
}

export const ValueType = z.enum(['string', 'number', 'boolean', 'null', 'object', 'array'])
export type ValueType = z.infer<typeof ValueType>

/** From one event to a later one of its kind. */
export const FieldDrift = z.object({
  kind: z.enum(['appears', 'vanishes', 'changes']),
  /** Index of the event that is the first to differ. */
  event: Count,
  before: z.array(ValueType),
  after: z.array(ValueType),
})
export type FieldDrift = z.infer<typeof FieldDrift>

export const FieldRow = z.object({
  place: FieldPlace,
  /** `null` is any element of a list, or any name of a map. */
  path: z.array(z.string().nullable()),
  /** `items[].sku`. */
  name: z.string(),
  /** For each event its types there: empty when it is missing, `null` when what it is in is. */
  cells: z.array(z.array(ValueType).nullable()),
  use: z.array(FieldUse),
  drift: z.array(FieldDrift),
})
export type FieldRow = z.infer<typeof FieldRow>

export const FieldsReport = z.object({
  sourceId: Id,
  /** Oldest first. */
  events: z.array(
    z.object({
      id: Id,
      number: z.number().int().positive(),
      receivedAt: Timestamp,
      /** Value of the field that tells the kinds apart; `null` when there is none. */
      kind: z.string().nullable(),
    }),
  ),
  /** That field: `type`. */
  kindField: z.string().nullable(),
  rows: z.array(FieldRow),
  /** There are more fields than are told. */
  isCut: z.boolean(),
  /** What is known of reads; `null` before the first observed run. */
  reads: z
    .object({
      sourceVersion: z.number().int().positive(),
      /** Payloads whose reads are known. */
      inputs: Count,
      /** The function took the body as text: what it reads of that is not seen. */
      hasText: z.boolean(),
    })
    .nullable(),
})
export type FieldsReport = z.infer<typeof FieldsReport>
