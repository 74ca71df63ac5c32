/** What the whole ring is run on: the captured events as they came, and the sample payload. */
import { createHash } from 'node:crypto'
import { parsePayload } from '#main/runtime/payload'
import type { IncomingRequest } from '#main/runtime/runtime'
import type { SourceRecord } from '#main/store/sources-repo'
import { AppError } from '#preload/errors'
import type { SettingValue } from '#preload/model'

export interface RingInput {
  readonly key: string
  readonly label: string
  readonly title: string
  readonly eventId: string | null
  readonly request: IncomingRequest
  /** Those that a payload brings along, over the source's. */
  readonly settings: Readonly<Record<string, SettingValue>> | null
}

interface EventSummary {
  readonly id: string
  readonly number: number
  readonly title: string
}

/** Newest event first, the sample payload last; what cannot be read is left out. */
export function ringInputs(
  source: Pick<SourceRecord, 'samplePayload'>,
  events: readonly EventSummary[],
  requestOf: (eventId: string) => IncomingRequest,
): RingInput[] {
  const inputs = events.flatMap(({ id, number, title }): RingInput[] => {
    const request = orNothing(() => requestOf(id))
    const label = `Captured Event ${number}`
    return request === null
      ? []
      : [{ key: keyOf(request, null), label, title, eventId: id, request, settings: null }]
  })
  const sample = orNothing(() => parsePayload(source.samplePayload))
  if (sample !== null) {
    const key = keyOf(sample.request, sample.settings)
    inputs.push({ key, label: 'Sample payload', title: '', eventId: null, ...sample })
  }
  return inputs
}

/** An event that the ring has dropped meanwhile, or a sample that is being edited. */
function orNothing<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof AppError) {
      return null
    }
    throw error
  }
}

/** All that the function can see of it; the token, which may be rotated, is not part of that. */
export function keyOf(request: IncomingRequest, settings: RingInput['settings']): string {
  const query = request.query
    .split('&')
    .filter((part) => part.split('=', 1)[0] !== 'b')
    .join('&')
  const seen = [request.path, query, request.rawHeaders, settings]
  return createHash('sha256').update(JSON.stringify(seen)).update(request.body).digest('hex')
}
