/** A replay service over a real database, and a receiver that keeps what it gets. */
import { createHmac } from 'node:crypto'
import { createReplayService, type ReplayOrder } from '#main/capture/replay/replay-service'
import { openDatabase } from '#main/store/database'
import { createEventsRepo, type CapturedRequest } from '#main/store/events-repo'
import { createReplaysRepo } from '#main/store/replays-repo'
import { createSourcesRepo } from '#main/store/sources-repo'
import type { EventData } from '#preload/contract'
import { onTestFinished } from 'vitest'
import { startRawReceiver } from '../../../support/raw-receiver.ts'
import { sourceRow } from '../../../support/source-row.ts'
import { tempDir } from '../../../support/temp-dir.ts'

export const SECRET = 'whsec_of_stripe'
const SENT_AT = 1_700_000_000
export const BODY = Buffer.from('{"id": 12345678901234567890, "name": "Zoë"}')

export function stripeHeader(body: Buffer, seconds = SENT_AT): string {
  const signed = createHmac('sha256', SECRET).update(`${seconds}.`).update(body).digest('hex')
  return `t=${seconds},v1=${signed}`
}

const captured: CapturedRequest = {
  method: 'POST',
  path: '/',
  query: 'b=the-token&x=%20y&x=2',
  httpVersion: '1.1',
  remoteAddress: '127.0.0.1',
  rawHeaders: [
    ['host', 'old.loca.lt'],
    ['X-CASE-Kept', '1'],
    ['x-case-kept', 'zwei \xe4'],
    ['Content-Type', 'application/json'],
    ['X-Forwarded-For', '192.0.2.1'],
    ['Transfer-Encoding', 'chunked'],
    ['Connection', 'keep-alive'],
    ['Stripe-Signature', stripeHeader(BODY)],
    ['Authorization', 'Bearer abc'],
  ],
  body: BODY,
  receivedAt: '2026-01-01T00:00:00.000Z',
  receiveMs: null,
  viaTunnel: false,
}

export async function setUp(
  options: { secret?: string | null; request?: Partial<CapturedRequest> } = {},
) {
  const database = openDatabase(tempDir())
  const receiver = await startRawReceiver()
  createSourcesRepo(database).insert(sourceRow({ token: 'new token' }))
  const events = createEventsRepo(database)
  const { added } = events.addAll([
    { sourceId: 's', request: { ...captured, ...options.request }, title: 'T' },
  ])
  const finished: EventData<'replay.finished'>[] = []
  const { secret = SECRET } = options
  const address = { slug: 's', token: 'new token', localUrl: receiver.url as string | null }
  const service = createReplayService({
    events,
    replays: createReplaysRepo(database),
    secrets: { find: () => (secret === null ? null : { settingName: 'secret', secret }) },
    addressOf: () => address,
    whileSending: (sending) => sending,
    bus: {
      publish(_event, data) {
        finished.push(data as EventData<'replay.finished'>)
      },
    },
  })
  onTestFinished(async () => {
    service.dispose()
    await receiver.close()
    database.close()
  })
  const eventId = added[0]?.id ?? ''
  async function replay(order: Partial<ReplayOrder> = {}) {
    const targets = [{ kind: 'url', url: `${receiver.url}/hook?own=1` } as const]
    return service.send({ eventId, targets, ...order })
  }
  return { service, receiver, replay, eventId, finished, address }
}
