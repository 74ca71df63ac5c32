/**
 * The output of a run as requests to a Segment-compatible pair of APIs.
 * Tracking API: `POST {base}/v1/batch`, 32 KB a message, 500 KB and 2,500 messages a batch.
 * Objects API: `POST {base}/v1/set`, one collection and 1 to 10 objects a request.
 */
import type { RunOutput } from '#preload/model'

const MESSAGE_LIMIT = 32 * 1024
/** Below the API's 500 KB by what the envelope of a batch takes. */
const BATCH_LIMIT = 490 * 1024
const BATCH_COUNT = 2500
const OBJECTS_PER_REQUEST = 10

type Message = Readonly<Record<string, unknown>>

export interface SegmentBases {
  readonly trackingUrl: string
  readonly objectsUrl: string
}

export interface RequestPlan {
  readonly posts: readonly { readonly url: string; readonly body: unknown }[]
  /** Messages that the API would refuse, with the reason; they are not sent. */
  readonly refused: readonly {
    readonly url: string
    readonly body: unknown
    readonly why: string
  }[]
}

/**
 * `idPrefix` makes the messageIds: pushing the same run again gives the same ids, so that the
 * receiver can drop the copies. `timestamp` fills in where the function gave none.
 */
export function planSegmentRequests(
  output: RunOutput,
  bases: SegmentBases,
  fill: { readonly idPrefix: string; readonly timestamp: string; readonly sentAt: string },
): RequestPlan {
  const batchUrl = `${trimBase(bases.trackingUrl)}/v1/batch`
  const setUrl = `${trimBase(bases.objectsUrl)}/v1/set`
  const messages = output.events.map((event, index) => ({
    ...event,
    messageId: event['messageId'] ?? `${fill.idPrefix}-${index}`,
    timestamp: event['timestamp'] ?? fill.timestamp,
  }))
  return {
    posts: [
      ...batches(messages.filter(fits)).map((batch) => ({
        url: batchUrl,
        body: { batch, sentAt: fill.sentAt },
      })),
      ...objectRequests(output.objects).map((body) => ({ url: setUrl, body })),
    ],
    refused: messages
      .filter((message) => !fits(message))
      .map((message) => ({
        url: batchUrl,
        body: message,
        why: `This event has ${bytesOf(message)} bytes; the Tracking API takes ${MESSAGE_LIMIT} at most. It was not sent: emit less in it.`,
      })),
  }
}

function batches(messages: readonly Message[]): Message[][] {
  const all: Message[][] = []
  let size = Infinity
  for (const message of messages) {
    const bytes = bytesOf(message) + 1
    const current = all.at(-1)
    if (current === undefined || size + bytes > BATCH_LIMIT || current.length >= BATCH_COUNT) {
      all.push([message])
      size = bytes
    } else {
      current.push(message)
      size += bytes
    }
  }
  return all
}

function objectRequests(
  objects: RunOutput['objects'],
): { collection: unknown; objects: { id: unknown; properties: unknown }[] }[] {
  const byCollection = new Map<unknown, { id: unknown; properties: unknown }[]>()
  for (const { collection, id, properties } of objects) {
    const group = byCollection.get(collection) ?? []
    group.push({ id, properties: properties ?? {} })
    byCollection.set(collection, group)
  }
  return [...byCollection].flatMap(([collection, group]) => {
    const requests = []
    for (let start = 0; start < group.length; start += OBJECTS_PER_REQUEST) {
      requests.push({ collection, objects: group.slice(start, start + OBJECTS_PER_REQUEST) })
    }
    return requests
  })
}

function fits(message: Message): boolean {
  return bytesOf(message) <= MESSAGE_LIMIT
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value))
}

function trimBase(url: string): string {
  return url.replace(/\/+$/, '').replace(/\/v1$/, '')
}
