/** Plays all rows over one transport and writes down what came out, without what always differs. */
import { events, type EventName, type MethodName } from '#preload/contract'
import type { Transport } from '#preload/client'
import { Reply, type EventMessage } from '#preload/wire'
import { rows, type Row, type World } from './rows.ts'

export interface Answers {
  readonly result: unknown
  readonly invalid: string
  readonly missing: string | undefined
}

/** One exchange below the client, which would not let wrong calls through the compiler. */
export type RawCall = (method: string, params: unknown) => Promise<Reply>

export function rawCaller(transport: Transport): RawCall {
  let nextId = 1_000_000
  return (method, params) =>
    new Promise((resolve) => {
      const id = nextId++
      const off = transport.onMessage((message) => {
        const reply = Reply.safeParse(message)
        if (reply.success && reply.data.id === id) {
          off()
          resolve(reply.data)
        }
      })
      transport.send({ id, method, params })
    })
}

export function codeOf(reply: Reply): string {
  return reply.ok ? 'ok' : reply.error.code
}

export async function playAll(
  transport: Transport,
  receiverUrl: string,
): Promise<Record<string, Answers>> {
  const call = rawCaller(transport)
  const world: World = {
    receiverUrl,
    sourceId: '',
    version: 1,
    token: '',
    localUrl: '',
    eventId: '',
    formEventId: '',
    runId: '',
  }
  const answers: Record<string, Answers> = {}
  for (const [method, entry] of Object.entries(rows)) {
    // The row belongs to the method, which the type of the loop cannot say.
    const row = entry as unknown as Row<MethodName>
    const missing = row.missing === undefined ? undefined : codeOf(await call(method, row.missing))
    const invalid = codeOf(await call(method, row.invalid))
    await row.before?.(world)
    const reply = await call(method, row.params(world))
    if (!reply.ok) {
      throw new Error(`${method}: ${reply.error.code}: ${reply.error.message}`)
    }
    row.after?.(world, reply.result as never)
    answers[method] = { result: normalize(reply.result), invalid, missing }
  }
  return answers
}

/** Which events a transport delivered, in the order of the contract; unknown ones stay visible. */
export function collectEvents(transport: Transport): () => string[] {
  const seen = new Set<string>()
  transport.onMessage((message) => {
    if (typeof message === 'object' && message !== null && 'event' in message) {
      const { event, data } = message as EventMessage
      events[event as EventName].parse(data)
      seen.add(event)
    }
  })
  return () => [...seen].toSorted((a, b) => a.localeCompare(b))
}

const VOLATILE =
  /^(id|.*Id|.*At|at|since|token|.*Ms|.*Bytes|localUrl|url|dataDir|host|number|bodySha256|base64|key)$/

/** Ids, times, tokens and ports differ from core to core; that they are there does not. */
function normalize(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(normalize)
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .map(([key, entry]) => [
          key,
          VOLATILE.test(key) && entry !== null ? `<${typeof entry}>` : normalize(entry),
        ]),
    )
  }
  return typeof value === 'string' ? maskText(value) : value
}

function maskText(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+/g, '<address>')
    .replaceAll(/\bb=[\w-]+/g, 'b=<token>')
    .replaceAll(/\b(src|evt|run|psh|push)_\w+/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/\b\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\b/g, '<date>')
}
