/** A capture service over a real database, sockets and tunnel, for the tests of this folder. */
import { once } from 'node:events'
import net from 'node:net'
import { onTestFinished } from 'vitest'
import { createCaptureService, type CaptureService } from '#main/capture/capture-service'
import { createEventService, type EventService } from '#main/capture/event-service'
import { createEventBus } from '#main/core/event-bus'
import { silentLogger, type Logger } from '#main/core/logger'
import { openDatabase, type Database } from '#main/store/database'
import { createEventMarksRepo } from '#main/store/event-marks-repo'
import { createEventsRepo, type EventsRepo } from '#main/store/events-repo'
import { createCaptureJournal } from '#main/store/journal/capture-journal'
import type { JournalFile } from '#main/store/journal/journal-file'
import { createLeasesRepo } from '#main/store/leases-repo'
import { createTunnel, type TunnelOptions } from '#main/tunnel/tunnel'
import type { EventData, EventName } from '#preload/contract'
import type { CapturedEvent, Preferences, Profile, WebhookMethod } from '#preload/model'
import { tempDir } from '../../support/temp-dir.ts'

export interface TestSource {
  readonly id: string
  readonly slug: string
  readonly token: string
  readonly profile: Profile
  methods: WebhookMethod[]
}

export const SHOP: TestSource = {
  id: 'src_shop',
  slug: 'shop',
  token: 'token-of-the-shop',
  profile: '2019',
  methods: ['POST'],
}
export const FORMS: TestSource = {
  id: 'src_forms',
  slug: 'forms',
  token: 'token-of-the-forms',
  profile: 'current',
  methods: ['POST'],
}

interface Published {
  readonly event: EventName
  readonly data: EventData<EventName>
}

export interface Harness {
  readonly capture: CaptureService
  readonly events: EventService
  readonly database: Database
  readonly published: Published[]
  readonly port: number
  readonly dataDir: string
  readonly preferences: Preferences
  /** The next published event that satisfies the condition; past ones count too. */
  readonly waitFor: <E extends EventName>(
    event: E,
    accept?: (data: EventData<E>) => boolean,
  ) => Promise<void>
  readonly newest: (source?: TestSource) => CapturedEvent
}

export interface HarnessOptions {
  readonly dataDir?: string
  readonly preferences?: Partial<Preferences>
  readonly events?: (repo: EventsRepo) => EventsRepo
  /** The disk that the journal is on. */
  readonly openJournal?: (path: string) => JournalFile
  readonly tunnel?: Partial<TunnelOptions>
  readonly logger?: Logger
  readonly holder?: string
  /** Sources whose windows are open at the start, by default the shop's. */
  readonly open?: readonly TestSource[]
}

export function insertSource(database: Database, source: TestSource): void {
  database
    .prepare(
      `INSERT OR IGNORE INTO sources (id, name, slug, profile, handler, code, version, token, methods,
         sample_payload, created_at, updated_at)
       VALUES (@id, @slug, @slug, @profile, 'modern', '', 1, @token, @methods, '', '', '')`,
    )
    .run({ ...source, methods: JSON.stringify(source.methods) })
}

export async function startCapture(options: HarnessOptions = {}): Promise<Harness> {
  const dataDir = options.dataDir ?? tempDir()
  const database = openDatabase(dataDir)
  const given = options.open ?? [SHOP]
  const sources = [
    ...given,
    ...[SHOP, FORMS].filter(({ id }) => given.every((one) => one.id !== id)),
  ]
  for (const source of sources) {
    insertSource(database, source)
  }
  const published: Published[] = []
  const listeners = new Set<() => void>()
  const bus = createEventBus((error) => {
    throw error
  })
  bus.subscribe((event, data) => {
    published.push({ event, data })
    for (const listener of listeners) {
      listener()
    }
  })
  const preferences: Preferences = {
    theme: 'system',
    tunnelProvider: 'none',
    tunnelConsent: [],
    tunnelDeclined: [],
    relayUrl: 'http://127.0.0.1:1',
    ownPublicUrl: '',
    capturePort: 0,
    runsKept: 100,
    runsKeptDays: 30,
    firstSteps: { done: [], dismissed: false },
    ...options.preferences,
  }
  const repo = createEventsRepo(database)
  const marks = createEventMarksRepo(database)
  const logger = options.logger ?? silentLogger
  const capture = createCaptureService({
    events: options.events?.(repo) ?? repo,
    journal: createCaptureJournal(database, options.openJournal),
    marks,
    leases: createLeasesRepo(database),
    holder: options.holder ?? 'the tests',
    sources: {
      findByToken: (token) => sources.find((source) => source.token === token),
      find: (id) => sources.find((source) => source.id === id),
    },
    preferences: () => preferences,
    rememberConsent: (provider) => void preferences.tunnelConsent.push(provider),
    tunnel: createTunnel({ logger, ...options.tunnel }),
    bus,
    logger,
  })
  const served = createEventService({
    events: repo,
    marks,
    bus,
    sourceExists: (id) => sources.some((source) => source.id === id),
    onPinsChanged: () => capture.tellAnew(),
  })
  const events = settledFirst(served, () => capture.settle())
  onTestFinished(async () => {
    await capture.dispose()
    database.close()
  })
  for (const source of given) {
    await capture.open(source.id)
  }
  const { localUrl } = capture.status()
  return {
    capture,
    events,
    database,
    published,
    dataDir,
    preferences,
    port: localUrl === null ? 0 : Number(new URL(localUrl).port),
    waitFor(event, accept = () => true) {
      const matches = () =>
        published.some((item) => item.event === event && accept(item.data as never))
      return new Promise((resolve) => {
        function check(): void {
          if (matches()) {
            listeners.delete(check)
            resolve()
          }
        }
        listeners.add(check)
        check()
      })
    },
    newest(source = SHOP) {
      const event = events.list(source.id)[0]
      if (event === undefined) {
        throw new Error(`${source.slug} has no event`)
      }
      return events.get(event.id)
    },
  }
}

/** As the dispatch does: what was acknowledged is there when it is asked for. */
function settledFirst(service: EventService, settle: () => void): EventService {
  return new Proxy(service, {
    get(target, name, receiver) {
      settle()
      return Reflect.get(target, name, receiver) as unknown
    },
  })
}

/** Sends bytes as they are and returns all that comes back until the server closes. */
export async function exchange(port: number, bytes: string | Uint8Array): Promise<string> {
  const socket = net.connect(port, '127.0.0.1')
  socket.end(bytes)
  return readAll(socket)
}

/** A connection to play with; destroyed when the test ends. */
export async function dial(port: number): Promise<net.Socket> {
  const socket = net.connect(port, '127.0.0.1')
  socket.on('error', () => {})
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

export async function readAll(socket: net.Socket): Promise<string> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  // A reset after the answer is no matter; what was received before it counts.
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('close', resolve))
  return Buffer.concat(chunks).toString('latin1')
}

/** Resolves when `count` bytes or a text have been received. */
export async function readUntil(socket: net.Socket, text: string): Promise<string> {
  let received = ''
  return new Promise((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1')
      if (received.includes(text)) {
        resolve(received)
      }
    })
    socket.once('close', () => reject(new Error(`closed after: ${received}`)))
  })
}

export function post(
  port: number,
  body: BodyInit,
  options: { path?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${options.path ?? `/?b=${SHOP.token}`}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...options.headers },
  })
}
