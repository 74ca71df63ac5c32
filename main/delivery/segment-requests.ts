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

export interface Planned {
  readonly url: string
  readonly body: unknown
  /** The body as it is shown: with the secrets of the run masked. */
  readonly shown: unknown
}

export interface RequestPlan {
  readonly posts: readonly Planned[]
  /** Messages that the API would refuse, with the reason; they are not sent. */
  readonly refused: readonly (Planned & { readonly why: string })[]
}

/** What is sent decides where it goes; what is seen of it goes along. */
interface Twin {
  readonly sent: Message
  readonly seen: Message
}

/**
 * `idPrefix` makes the messageIds: pushing the same run again gives the same ids, so that the
 * receiver can drop the copies. `timestamp` fills in where the function gave none.
 */
export function planSegmentRequests(
  output: RunOutput,
  bases: SegmentBases,
  fill: { readonly idPrefix: string; readonly timestamp: string; readonly sentAt: string },
  shown = output,
): RequestPlan {
  const batchUrl = `${trimBase(bases.trackingUrl)}/v1/batch`
  const setUrl = `${trimBase(bases.objectsUrl)}/v1/set`
  const messageOf = (event: Message, index: number): Message => ({
    ...event,
    messageId: event['messageId'] ?? `${fill.idPrefix}-${index}`,
    timestamp: event['timestamp'] ?? fill.timestamp,
  })
  const messages = twins(output.events.map(messageOf), shown.events.map(messageOf))
  const batchOf = (batch: readonly Message[]): object => ({ batch, sentAt: fill.sentAt })
  return {
    posts: [
      ...batches(messages.filter(fits)).map((batch) => planned(batchUrl, batch, batchOf)),
      ...groups(twins(output.objects, shown.objects)).map((group) => planned(setUrl, group, setOf)),
    ],
    refused: messages
      .filter((message) => !fits(message))
      .map(({ sent, seen }) => ({
        url: batchUrl,
        body: sent,
        shown: seen,
        why: `This event has ${bytesOf(sent)} bytes; the Tracking API takes ${MESSAGE_LIMIT} at most. It was not sent: emit less in it.`,
      })),
  }
}

function twins(sent: readonly Message[], seen: readonly Message[]): Twin[] {
  return sent.map((one, index) => ({ sent: one, seen: seen[index] ?? {} }))
}

function planned(
  url: string,
  some: readonly Twin[],
  bodyOf: (messages: readonly Message[]) => unknown,
): Planned {
  const [body, shown] = [some.map(({ sent }) => sent), some.map(({ seen }) => seen)]
  return { url, body: bodyOf(body), shown: bodyOf(shown) }
}

function batches(messages: readonly Twin[]): Twin[][] {
  const all: Twin[][] = []
  let size = Infinity
  for (const message of messages) {
    const bytes = bytesOf(message.sent) + 1
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

/** Objects of one collection. */
function groups(objects: readonly Twin[]): Twin[][] {
  const byCollection = new Map<unknown, Twin[]>()
  for (const object of objects) {
    const group = byCollection.get(object.sent['collection']) ?? []
    group.push(object)
    byCollection.set(object.sent['collection'], group)
  }
  return [...byCollection.values()].flatMap((all) => {
    const count = Math.ceil(all.length / OBJECTS_PER_REQUEST)
    return Array.from({ length: count }, (_, index) =>
      all.slice(index * OBJECTS_PER_REQUEST, (index + 1) * OBJECTS_PER_REQUEST),
    )
  })
}

function setOf(objects: readonly Message[]): object {
  return {
    collection: objects[0]?.['collection'],
    objects: objects.map(({ id, properties }) => ({ id, properties: properties ?? {} })),
  }
}

function fits({ sent }: Twin): boolean {
  return bytesOf(sent) <= MESSAGE_LIMIT
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value))
}

function trimBase(url: string): string {
  return url.replace(/\/+$/, '').replace(/\/v1$/, '')
}
