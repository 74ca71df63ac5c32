/** Typings of a source, worked out anew when its events, settings or sample have changed. */
import type { RawHeaders, Setting, Source } from '#preload/model'
import { queryNames } from './query-names.ts'
import { printTypings } from './typings.ts'

export interface TypedRequest {
  readonly rawHeaders: RawHeaders
  readonly query: string
  /** Parsed as the function gets it; `undefined` when it is neither JSON nor a form. */
  readonly body: unknown
}

export interface TypingService {
  /** The text of a declaration file. */
  typings(sourceId: string): string
}

export interface TypingDependencies {
  source(sourceId: string): Source
  /** Ids of the captured events that are kept, newest first. */
  eventIds(sourceId: string): string[]
  /** `undefined` for an event that is gone. */
  requestOf(eventId: string): TypedRequest | undefined
  /** `undefined` when the text is no payload. */
  requestOfPayload(text: string): TypedRequest | undefined
}

/** So many sources are remembered. */
const REMEMBERED = 20

interface Memory {
  readonly key: string
  readonly dts: string
}

export function createTypingService(dependencies: TypingDependencies): TypingService {
  const memory = new Map<string, Memory>()

  function work(source: Source, eventIds: readonly string[]): string {
    const captured = eventIds
      .map((id) => dependencies.requestOf(id))
      .filter((request) => request !== undefined)
    const sample = dependencies.requestOfPayload(source.samplePayload)
    const requests = captured.length > 0 ? captured : sample === undefined ? [] : [sample]
    return printTypings({
      bodies: requests.map(({ body }) => body).filter((body) => body !== undefined),
      headerNames: requests.flatMap(({ rawHeaders }) => rawHeaders.map(([name]) => name)),
      queryNames: requests.flatMap(({ query }) => queryNames(query)),
      settings: source.settings,
      origin: originOf(captured.length),
    })
  }

  return {
    typings(sourceId) {
      const source = dependencies.source(sourceId)
      const eventIds = dependencies.eventIds(sourceId)
      const key = keyOf(source.settings, eventIds, source.samplePayload)
      const known = memory.get(sourceId)
      if (known?.key === key) {
        return known.dts
      }
      const dts = work(source, eventIds)
      memory.delete(sourceId)
      memory.set(sourceId, { key, dts })
      const [oldest] = memory.keys()
      if (memory.size > REMEMBERED && oldest !== undefined) {
        memory.delete(oldest)
      }
      return dts
    },
  }
}

function keyOf(settings: readonly Setting[], eventIds: readonly string[], sample: string): string {
  // The sample counts only as long as nothing was captured.
  return JSON.stringify([settings, eventIds, eventIds.length === 0 ? sample : null])
}

function originOf(count: number): string {
  if (count === 0) {
    return 'Typed from the sample payload, as nothing was captured yet.'
  }
  return `Typed from ${count === 1 ? 'the captured event' : `the ${count} captured events`}.`
}
