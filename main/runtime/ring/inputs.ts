/** What the whole ring is run on: the captured events as they came, and the sample payload. */
import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { IncomingRequest } from '#main/runtime/runtime'
import { HANDED_OVER, type Workshop } from '#main/runtime/thread/work'
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

/** The captured requests and the sample payload of a source. */
export interface InputReader {
  readonly work: Pick<Workshop, 'parsePayload'>
  /** The ring, newest first. */
  eventsOf(sourceId: string): readonly EventSummary[]
  requestOf(eventId: string): IncomingRequest
}

/** Newest event first, the sample payload last; what cannot be read is left out. */
export async function ringInputs(
  source: Pick<SourceRecord, 'id' | 'samplePayload'>,
  { work, eventsOf, requestOf }: InputReader,
): Promise<RingInput[]> {
  const inputs: RingInput[] = []
  for (const { id, number, title } of eventsOf(source.id)) {
    // oxlint-disable-next-line no-await-in-loop -- all of them in one go would hold up the window
    const request = await orNothing(async () => requestOf(id))
    if (request !== null) {
      const label = `Captured Event ${number}`
      inputs.push({
        key: keyOf(request, null),
        label,
        title,
        eventId: id,
        request,
        settings: null,
      })
      if (request.body.length > HANDED_OVER) {
        // oxlint-disable-next-line no-await-in-loop
        await nextTurn()
      }
    }
  }
  const sample = await orNothing(() => work.parsePayload(source.samplePayload))
  if (sample !== null) {
    const key = keyOf(sample.request, sample.settings)
    inputs.push({ key, label: 'Sample payload', title: '', eventId: null, ...sample })
  }
  return inputs
}

/** An event that the ring has dropped meanwhile, or a sample that is being edited. */
async function orNothing<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
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
