/**
 * The only list of what may cross a process boundary: every method with its parameters, its
 * result and the access it needs, and every event. Transports, the dispatcher and the client
 * are derived from it; none of them names a method.
 */
import type { z } from 'zod'
import { answersEvents, answersMethods } from './contract/answers.ts'
import { appEvents, appMethods } from './contract/app.ts'
import { authoringMethods } from './contract/authoring.ts'
import { captureEvents, captureMethods } from './contract/capture.ts'
import { cassettesMethods } from './contract/cassettes.ts'
import { coverageEvents, coverageMethods } from './contract/coverage.ts'
import { deliveryEvents, deliveryMethods } from './contract/delivery.ts'
import { draftsMethods } from './contract/drafts.ts'
import { eventsEvents, eventsMethods } from './contract/events.ts'
import { exchangeMethods } from './contract/exchange.ts'
import { historyMethods } from './contract/history.ts'
import type { Access, Events, Methods } from './contract/parts.ts'
import { replayEvents, replayMethods } from './contract/replay.ts'
import { ringEvents, ringMethods } from './contract/ring.ts'
import { runsEvents, runsMethods } from './contract/runs.ts'
import { sourcesEvents, sourcesMethods } from './contract/sources.ts'
import { templatesMethods } from './contract/templates.ts'
import { viewsMethods } from './contract/views.ts'

export const methods = {
  ...appMethods,
  ...sourcesMethods,
  ...draftsMethods,
  ...viewsMethods,
  ...captureMethods,
  ...eventsMethods,
  ...answersMethods,
  ...replayMethods,
  ...exchangeMethods,
  ...runsMethods,
  ...cassettesMethods,
  ...historyMethods,
  ...ringMethods,
  ...coverageMethods,
  ...deliveryMethods,
  ...templatesMethods,
  ...authoringMethods,
} as const satisfies Methods

export const events = {
  ...appEvents,
  ...sourcesEvents,
  ...captureEvents,
  ...eventsEvents,
  ...answersEvents,
  ...replayEvents,
  ...runsEvents,
  ...ringEvents,
  ...coverageEvents,
  ...deliveryEvents,
} as const satisfies Events

export type { Access }
export type { MigratedFunction, MigrationProof, RunInput } from './contract/runs.ts'

export type MethodName = keyof typeof methods
export type EventName = keyof typeof events
/** What a caller passes in; defaults and trims are applied by the dispatcher. */
export type Params<M extends MethodName> = z.input<(typeof methods)[M]['params']>
/** What a handler receives, parsed. */
export type Parsed<M extends MethodName> = z.output<(typeof methods)[M]['params']>
export type Result<M extends MethodName> = z.output<(typeof methods)[M]['result']>
export type EventData<E extends EventName> = z.output<(typeof events)[E]>

export type Api = { readonly [M in MethodName]: (params: Params<M>) => Promise<Result<M>> }

export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(methods, name)
}
