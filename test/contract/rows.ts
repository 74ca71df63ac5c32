/**
 * Every method of the contract with calls that must come out alike on every transport. Keyed by
 * name: a new method without a row does not compile. The order is that of one working session,
 * each row building on the state that the ones before it left.
 */
import type { MethodName, Params, Result } from '#preload/contract'

export interface World {
  readonly receiverUrl: string
  sourceId: string
  version: number
  token: string
  localUrl: string
  eventId: string
  /** Of an event with a multipart body. */
  formEventId: string
  runId: string
}

export interface Row<M extends MethodName> {
  before?(world: World): Promise<void>
  params(world: World): Params<M>
  after?(world: World, result: Result<M>): void
  /** Parameters that the schema refuses. */
  readonly invalid: unknown
  /** Parameters of the right shape for something that is not there. */
  readonly missing?: Params<M>
}

export type Rows = { readonly [M in MethodName]: Row<M> }

const NOWHERE = 'no-such-thing'

const FORM =
  '--B\r\nContent-Disposition: form-data; name="a"; filename="a.txt"\r\n\r\nA\r\n--B--\r\n'

const CURL_FILE = {
  name: 'one.sh',
  base64: btoa(
    `curl http://h.example/ -H 'Content-Type: application/json' -d '{"event":"Imported"}'`,
  ),
}

const CODE = `
async function onRequest(request, settings) {
  const body = request.json()
  console.log('got', body.event, settings.greeting)
  Segment.track({ event: body.event, userId: 'u1', properties: { n: body.n } })
}
`

const LEGACY_CODE = `
exports.processEvents = async (event) => {
  const { body } = event.payload
  return { events: [{ type: 'track', event: String(body.event), userId: 'u1' }] }
}
`

const SETTINGS_FILE = JSON.stringify({
  hookbench: { kind: 'settings', version: 1 },
  settings: [
    { name: 'greeting', label: 'Greeting', type: 'STRING', value: 'good day' },
    { name: 'apiKey', label: 'API key', type: 'STRING', encrypted: true },
    { name: 'dryRun', label: 'Dry run', type: 'BOOLEAN', value: true },
  ],
})

const CASSETTE = JSON.stringify({
  version: 1,
  calls: [{ method: 'GET', url: 'https://api.example/', bodySha256: '0'.repeat(64), status: 204 }],
})

/** As a sender would, and heard as the sender would: the answer comes once it is on disk. */
async function sendWebhook(
  { localUrl, token }: World,
  body: unknown,
  text = JSON.stringify(body),
  type = 'application/json',
): Promise<void> {
  const response = await fetch(`${localUrl}/?b=${token}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: text,
  })
  if (!response.ok) {
    throw new Error(`the webhook was answered ${response.status}`)
  }
}

export const rows: Rows = {
  'app.info': { params: () => ({}), invalid: { extra: 1 } },
  'store.trouble': { params: () => ({}), invalid: { all: true } },
  'store.recover': { params: () => ({}), invalid: { all: true } },
  'preferences.get': { params: () => ({}), invalid: null },
  'preferences.set': {
    params: () => ({ theme: 'dark', tunnelProvider: 'none', capturePort: 0 }),
    invalid: { theme: 'purple' },
  },
  'sources.create': {
    params: () => ({ name: '  Orders  ' }),
    after(world, source) {
      world.sourceId = source.id
      world.version = source.version
      world.token = source.token
    },
    invalid: { name: '' },
  },
  'sources.list': { params: () => ({}), invalid: 'all' },
  'sources.get': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: { sourceId: 7 },
    missing: { sourceId: NOWHERE },
  },
  'sources.update': {
    params: ({ sourceId }) => ({
      sourceId,
      name: 'Orders of today',
      slug: 'orders-today',
      methods: ['POST', 'PUT'],
    }),
    invalid: { sourceId: 'x', slug: 'Not a slug', methods: [] },
    missing: { sourceId: NOWHERE, name: 'x' },
  },
  'sources.saveCode': {
    params: ({ sourceId, version }) => ({ sourceId, code: CODE, baseVersion: version }),
    invalid: { sourceId: 'x', code: 'x' },
    missing: { sourceId: NOWHERE, code: '', baseVersion: 1 },
  },
  'sources.rotateToken': {
    params: ({ sourceId }) => ({ sourceId }),
    after(world, source) {
      world.token = source.token
    },
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'settings.save': {
    params: ({ sourceId }) => ({
      sourceId,
      settings: [
        {
          name: 'greeting',
          label: 'Greeting',
          type: 'STRING',
          description: '',
          required: true,
          encrypted: false,
          value: { kind: 'set', value: 'hello' },
        },
        {
          name: 'apiKey',
          label: 'API key',
          type: 'STRING',
          description: '',
          required: false,
          encrypted: true,
          value: { kind: 'set', value: 'the secret' },
        },
      ],
    }),
    invalid: { sourceId: 'x', settings: [{ name: '1 bad name' }] },
    missing: { sourceId: NOWHERE, settings: [] },
  },
  'settings.export': {
    params: ({ sourceId }) => ({ sourceId }),
    after(_world, { base64, withheld }) {
      if (atob(base64).includes('the secret') || withheld.length !== 1) {
        throw new Error('the file holds a secret')
      }
    },
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'settings.importPreview': {
    params: ({ sourceId }) => ({ sourceId, text: SETTINGS_FILE }),
    invalid: { sourceId: 'x' },
    missing: { sourceId: NOWHERE, text: SETTINGS_FILE },
  },
  'settings.import': {
    params: ({ sourceId }) => ({ sourceId, text: SETTINGS_FILE }),
    invalid: { sourceId: 'x', text: 7 },
    missing: { sourceId: NOWHERE, text: SETTINGS_FILE },
  },
  'settings.undoImport': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'settings.reveal': {
    params: ({ sourceId }) => ({ sourceId, name: 'apiKey' }),
    invalid: { sourceId: 'x', name: 'not a name' },
    missing: { sourceId: NOWHERE, name: 'apiKey' },
  },
  'capture.open': {
    params: ({ sourceId }) => ({ sourceId, seconds: 60 }),
    after(world, status) {
      world.localUrl = status.localUrl ?? ''
    },
    invalid: { sourceId: 'x', seconds: 0 },
    missing: { sourceId: NOWHERE },
  },
  'capture.status': { params: () => ({}), invalid: { sourceId: 'x' } },
  'capture.extend': {
    params: ({ sourceId }) => ({ sourceId, seconds: 60 }),
    invalid: { sourceId: 'x', seconds: 1e9 },
    missing: { sourceId: NOWHERE, seconds: 1 },
  },
  'events.list': {
    async before(world) {
      await sendWebhook(world, null, FORM, 'multipart/form-data; boundary=B')
      await sendWebhook(world, { event: 'Order Made', n: 1 })
      await sendWebhook(world, { event: 'Order Paid', n: 2 })
    },
    params: ({ sourceId }) => ({ sourceId }),
    after(world, [newest, , oldest]) {
      world.eventId = newest?.id ?? ''
      world.formEventId = oldest?.id ?? ''
    },
    invalid: {},
  },
  'events.get': {
    params: ({ eventId }) => ({ eventId }),
    invalid: { eventId: '' },
    missing: { eventId: NOWHERE },
  },
  'events.payload': {
    params: ({ eventId }) => ({ eventId }),
    invalid: {},
    missing: { eventId: NOWHERE },
  },
  'events.view': {
    params: ({ eventId }) => ({ eventId }),
    invalid: {},
    missing: { eventId: NOWHERE },
  },
  'events.part': {
    params: ({ formEventId }) => ({ eventId: formEventId, index: 0 }),
    invalid: { eventId: 'x', index: -1 },
    missing: { eventId: NOWHERE, index: 0 },
  },
  'events.hex': {
    params: ({ eventId }) => ({ eventId, of: 'decoded', offset: 16 }),
    invalid: { eventId: 'x', of: 'half' },
    missing: { eventId: NOWHERE },
  },
  'events.search': {
    params: ({ sourceId }) => ({ sourceId, text: 'order paid' }),
    invalid: { sourceId: 'x', text: '' },
    missing: { sourceId: NOWHERE, text: 'x' },
  },
  'events.setPinned': {
    params: ({ eventId }) => ({ eventId, pinned: true }),
    invalid: { eventId: 'x', pinned: 'yes' },
    missing: { eventId: NOWHERE, pinned: true },
  },
  'events.setNote': {
    params: ({ eventId }) => ({ eventId, note: 'the one that failed' }),
    invalid: { eventId: 'x', note: 7 },
    missing: { eventId: NOWHERE, note: '' },
  },
  'events.undoEviction': {
    async before(world) {
      // Eleven with those that were sent before: the oldest gives way.
      for (let n = 3; n <= 10; n++) {
        await sendWebhook(world, { event: 'Order Shipped', n })
      }
    },
    params: ({ sourceId }) => ({ sourceId }),
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'answers.get': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'answers.set': {
    params: ({ sourceId }) => ({
      sourceId,
      config: {
        status: 202,
        headers: [['X-Own', 'yes']],
        body: 'thanks',
        delayMs: 0,
        handshakes: true,
      },
    }),
    invalid: { sourceId: 'x', config: { status: 99 } },
    missing: { sourceId: NOWHERE, config: null },
  },
  'answers.handshake': {
    params: ({ eventId }) => ({ eventId }),
    invalid: {},
    missing: { eventId: NOWHERE },
  },
  'signatures.providers': { params: () => ({}), invalid: { all: true } },
  'signatures.setSetting': {
    params: ({ sourceId }) => ({ sourceId, settingName: 'apiKey' }),
    invalid: { sourceId: 'x', settingName: 'not a name' },
    missing: { sourceId: NOWHERE, settingName: null },
  },
  'signatures.check': {
    params: ({ eventId }) => ({ eventId, provider: 'github' }),
    invalid: { eventId: 'x', at: 'noon' },
    missing: { eventId: NOWHERE },
  },
  'tunnel.retry': { params: () => ({}), invalid: [] },
  // Without a tunnel it says that there is none.
  'tunnel.checkSize': { params: () => ({ bytes: 1000 }), invalid: { bytes: 0 } },
  'tunnel.consent': {
    params: () => ({ provider: 'cloudflared' }),
    invalid: { provider: 'none' },
  },
  'replay.send': {
    params: ({ eventId, receiverUrl }) => ({
      eventId,
      targets: [{ kind: 'url', url: `${receiverUrl}/again` }],
    }),
    invalid: { eventId: 'x', targets: [] },
    missing: { eventId: NOWHERE, targets: [{ kind: 'url', url: 'http://127.0.0.1:9' }] },
  },
  'replay.history': { params: ({ sourceId }) => ({ sourceId }), invalid: {} },
  'replay.clearHistory': { params: ({ sourceId }) => ({ sourceId }), invalid: {} },
  'export.event': {
    params: ({ eventId }) => ({ eventId, format: 'curl' }),
    invalid: { eventId: 'x', format: 'pdf' },
    missing: { eventId: NOWHERE, format: 'har' },
  },
  'export.source': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: { sourceId: 'x', secrets: 'all' },
    missing: { sourceId: NOWHERE },
  },
  'import.preview': {
    params: () => ({ files: [CURL_FILE] }),
    invalid: { files: [] },
  },
  'sources.typings': {
    params: ({ sourceId }) => ({ sourceId }),
    after(_world, { dts }) {
      if (!dts.includes('event: string') || !dts.includes('apiKey')) {
        throw new Error(`the typings do not tell of the events and settings: ${dts}`)
      }
    },
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'capture.sendSample': {
    params: ({ sourceId }) => ({ sourceId }),
    after(_world, { status, eventId }) {
      if (status !== 202 || eventId === null) {
        throw new Error(`the sample was answered ${status}`)
      }
    },
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'capture.close': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: { sourceId: null },
  },
  'runs.start': {
    params: ({ sourceId, eventId }) => ({
      sourceId,
      input: { kind: 'event', eventId },
      options: { asDeployed: true, deterministic: { now: '2019-09-11T00:00:00Z', seed: 7 } },
    }),
    after(world, run) {
      world.runId = run.id
    },
    invalid: { sourceId: 'x', input: { kind: 'other' } },
    missing: { sourceId: NOWHERE, input: { kind: 'payload', text: '{}' } },
  },
  'history.runs': {
    params: ({ sourceId }) => ({ sourceId, search: 'order paid' }),
    invalid: { sourceId: 'x', limit: 0 },
  },
  'history.run': {
    params: ({ runId }) => ({ runId }),
    invalid: {},
    missing: { runId: NOWHERE },
  },
  'history.versions': { params: ({ sourceId }) => ({ sourceId }), invalid: {} },
  'history.version': {
    params: ({ sourceId }) => ({ sourceId, version: 2 }),
    invalid: { sourceId: 'x', version: 0 },
    missing: { sourceId: NOWHERE, version: 1 },
  },
  'ring.run': {
    params: ({ sourceId }) => ({ sourceId, observe: true }),
    after(_world, { rows: run }) {
      if (run.length < 2 || run.some(({ verdict }) => verdict !== 'new')) {
        throw new Error(`the ring was not run: ${JSON.stringify(run)}`)
      }
    },
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'ring.cancel': { params: ({ sourceId }) => ({ sourceId }), invalid: {} },
  'ring.accept': {
    params: ({ sourceId }) => ({ sourceId }),
    after(_world, { rows: run }) {
      if (run.some(({ verdict }) => verdict !== 'same')) {
        throw new Error(`what was accepted differs: ${JSON.stringify(run)}`)
      }
    },
    invalid: { sourceId: 'x', keys: 'all' },
    missing: { sourceId: NOWHERE },
  },
  'ring.export': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'ring.exportArchive': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'ring.exportFolder': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'coverage.get': {
    params: ({ sourceId }) => ({ sourceId }),
    after(_world, report) {
      if (report === null || report.lines.reached === 0) {
        throw new Error(`nothing was reached: ${JSON.stringify(report)}`)
      }
    },
    invalid: {},
  },
  'fields.get': {
    params: ({ sourceId }) => ({ sourceId }),
    after(_world, { rows: fields }) {
      const event = fields.find(({ name }) => name === 'event')
      if (event?.use.includes('read') !== true) {
        throw new Error(`the function did not read its event: ${JSON.stringify(fields)}`)
      }
    },
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'ring.last': { params: ({ sourceId }) => ({ sourceId }), invalid: {} },
  'ring.undoAccept': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'runs.migrate': {
    params: ({ sourceId }) => ({ sourceId, code: LEGACY_CODE }),
    after(_world, { proof }) {
      // The captured events and the sample payload, and the migration holds on both.
      if (proof.length < 2 || proof.some(({ same }) => !same)) {
        throw new Error(`the migration was not proved: ${JSON.stringify(proof)}`)
      }
    },
    invalid: { sourceId: 'x', code: 1 },
    missing: { sourceId: NOWHERE },
  },
  'cassettes.import': {
    params: ({ sourceId }) => ({ sourceId, text: CASSETTE }),
    invalid: { sourceId: 'x' },
    missing: { sourceId: NOWHERE, text: CASSETTE },
  },
  'cassettes.get': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'cassettes.export': {
    params: ({ sourceId }) => ({ sourceId }),
    after(_world, { text }) {
      if (!text.includes('https://api.example/')) {
        throw new Error(`another cassette: ${text}`)
      }
    },
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'cassettes.delete': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'runs.last': { params: ({ sourceId }) => ({ sourceId }), invalid: {} },
  'runs.cancel': { params: ({ sourceId }) => ({ sourceId }), invalid: {} },
  'target.set': {
    params: ({ sourceId, receiverUrl }) => ({
      sourceId,
      target: { kind: 'json', url: `${receiverUrl}/in` },
    }),
    invalid: { sourceId: 'x', target: { kind: 'json', url: 'ftp://x' } },
    missing: { sourceId: NOWHERE, target: null },
  },
  'push.start': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: { sourceId: 'x', runId: 1 },
    missing: { sourceId: NOWHERE },
  },
  'push.last': { params: ({ sourceId }) => ({ sourceId }), invalid: {} },
  'import.files': {
    params: ({ sourceId }) => ({ sourceId, files: [CURL_FILE] }),
    invalid: { sourceId: 7, files: [CURL_FILE] },
    missing: { sourceId: NOWHERE, files: [CURL_FILE] },
  },
  'events.delete': {
    params: ({ eventId }) => ({ eventId }),
    invalid: {},
    missing: { eventId: NOWHERE },
  },
  'events.undoable': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'events.restore': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
  'events.clear': { params: ({ sourceId }) => ({ sourceId }), invalid: { all: true } },
  'templates.list': { params: () => ({}), invalid: { all: true } },
  'templates.get': {
    params: () => ({ templateId: 'stripe' }),
    invalid: { templateId: '' },
    missing: { templateId: NOWHERE },
  },
  'templates.use': {
    params: () => ({ templateId: 'github', as: 'new-source', name: 'Our repository' }),
    invalid: { templateId: 'github', as: 'insertion' },
    missing: { templateId: NOWHERE, as: 'new-source' },
  },
  'drafts.keep': {
    params: ({ sourceId }) => ({ sourceId, name: 'code', at: 7, value: '{"code":"//"}' }),
    invalid: { sourceId: 's', name: 'code', at: 'now', value: null },
    missing: { sourceId: NOWHERE, name: 'code', at: 7, value: null },
  },
  'drafts.list': { params: () => ({}), invalid: { all: true } },
  'views.keep': {
    params: () => ({ views: { tab: '"ring"', gone: null } }),
    invalid: { views: { tab: 7 } },
  },
  'views.list': { params: () => ({}), invalid: { all: true } },
  'sources.delete': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: 42,
    missing: { sourceId: NOWHERE },
  },
  'sources.restore': {
    params: ({ sourceId }) => ({ sourceId }),
    invalid: {},
    missing: { sourceId: NOWHERE },
  },
}
