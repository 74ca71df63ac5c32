/** Every method over every transport: the same answers, the same events, the same error codes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Bridge } from '#preload/channels'
import { REQUEST_CHANNEL } from '#preload/channels'
import { methods, type MethodName } from '#preload/contract'
import { silentLogger } from '#main/core/logger'
import type { CoreDoor } from '#main/core/session'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import {
  connectInProcess,
  connectSocket,
  IpcWire,
  startCore,
  withAccess,
  type Connect,
  type Connection,
} from './hosts.ts'
import { rows } from './rows.ts'
import { codeOf, collectEvents, playAll, rawCaller, type Answers } from './transcript.ts'

const electron = vi.hoisted(() => ({ wire: undefined as unknown, bridge: undefined as unknown }))

function wire(): IpcWire {
  return electron.wire as IpcWire
}

vi.mock('electron', () => {
  return {
    ipcMain: {
      on: (channel: string, listener: () => void) => wire().main.on(channel, listener),
      off: (channel: string, listener: () => void) => wire().main.off(channel, listener),
    },
    ipcRenderer: {
      send: (channel: string, message: unknown) => wire().toMain(channel, message),
      on: (channel: string, listener: () => void) => wire().page.on(channel, listener),
      off: (channel: string, listener: () => void) => wire().page.off(channel, listener),
    },
    contextBridge: {
      exposeInMainWorld(name: string, bridge: unknown) {
        expect(name).toBe('hookbench')
        electron.bridge = bridge
      },
    },
    app: {},
    shell: {},
  }
})

async function connectIpc(core: CoreDoor): Promise<Connection> {
  const ends = new IpcWire()
  electron.wire = ends
  vi.resetModules()
  await import('../../preload/index.ts')
  const bridge = electron.bridge as Bridge
  const { connectWindow } = await import('#main/electron/ipc-host')
  const disconnect = connectWindow({
    core,
    contents: ends.contents as never,
    pageOrigin: 'https://hookbench.invalid',
    logger: silentLogger,
  })
  return {
    transport: {
      send: (message) => bridge.send(message),
      onMessage: (listener) => bridge.onMessage(listener),
      onClose: () => () => undefined,
    },
    close: disconnect,
  }
}

const transports: readonly (readonly [string, Connect])[] = [
  ['in-process', connectInProcess],
  ['WebSocket', connectSocket],
  ['IPC', connectIpc],
]

interface Played {
  readonly answers: Record<string, Answers>
  readonly events: string[]
}

describe('the contract', () => {
  const played = new Map<string, Played>()
  const dir = mkdtempSync(path.join(tmpdir(), 'hookbench-contract-'))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  beforeAll(async () => {
    const receiver = await startReceiver()
    for (const [name, connect] of transports) {
      const core = startCore(path.join(dir, name))
      const { transport, close } = await connect(core)
      const seen = collectEvents(transport)
      const answers = await playAll(transport, receiver.url)
      played.set(name, { answers, events: seen() })
      await close()
      await core.dispose()
    }
    await receiver.close()
  })

  it.each(Object.keys(methods))('%s answers alike on every transport', (method) => {
    const [first, ...others] = transports.map(([name]) => played.get(name)?.answers[method])
    expect(first).toBeDefined()
    expect(first?.invalid).toBe('invalid_params')
    const { missing } = rows[method as MethodName]
    expect(first?.missing).toBe(missing === undefined ? undefined : 'not_found')
    for (const other of others) {
      expect(other).toEqual(first)
    }
  })

  it('has been played with something to see', () => {
    const answers = played.get('in-process')?.answers
    expect(answers?.['runs.start']?.result).toMatchObject({
      result: { status: 'ok', output: { events: [{ event: 'Order Paid' }] } },
    })
    expect(answers?.['settings.save']?.result).toMatchObject([
      { name: 'greeting', value: 'hello' },
      { name: 'apiKey', value: null, hasValue: true },
    ])
    expect(answers?.['settings.reveal']?.result).toEqual({ value: 'the secret' })
    expect(answers?.['push.start']?.result).toMatchObject({ ok: true, requests: [{ status: 200 }] })
    expect(answers?.['events.list']?.result).toHaveLength(3)
  })

  it('delivers the same events on every transport', () => {
    const [first, ...others] = transports.map(([name]) => played.get(name)?.events)
    expect(first).toEqual(
      expect.arrayContaining([
        'capture.changed',
        'events.added',
        'events.removed',
        'preferences.changed',
        'push.finished',
        'ring.finished',
        'ring.progress',
        'runs.finished',
        'runs.started',
        'sources.changed',
      ]),
    )
    for (const other of others) {
      expect(other).toEqual(first)
    }
  })
})

describe.each(transports)('over %s', (_name, connect) => {
  it('refuses what is no method, no envelope, and what the client may not do', async () => {
    const core = startCore()
    const { transport, close } = await connect(withAccess(core, ['read']))
    const call = rawCaller(transport)
    expect(codeOf(await call('no.such.method', {}))).toBe('unknown_method')
    expect(codeOf(await call('toString', {}))).toBe('unknown_method')
    expect(codeOf(await call('__proto__', {}))).toBe('unknown_method')
    for (const [method, { access }] of Object.entries(methods)) {
      if (access !== 'read') {
        expect([method, codeOf(await call(method, {}))]).toEqual([method, 'forbidden'])
      }
    }
    expect(codeOf(await call('app.info', {}))).toBe('ok')
    // Parameters that are no part of the envelope: the reply still finds its call.
    expect(codeOf(await call(7 as never, {}))).toBe('invalid_params')
    await close()
    await core.dispose()
  })
})

describe('the IPC host', () => {
  it('answers only the main frame of its window, at its origin, and says so to others', async () => {
    const core = startCore()
    const { transport, close } = await connectIpc(core)
    const replies: unknown[] = []
    transport.onMessage((message) => replies.push(message))
    const strangers: readonly unknown[] = [
      null,
      { url: 'https://hookbench.invalid/index.html' },
      { url: 'https://evil.example/' },
    ]
    for (const [id, frame] of strangers.entries()) {
      wire().toMain(REQUEST_CHANNEL, { id, method: 'app.info', params: {} }, frame)
    }
    wire().frame.url = 'https://hookbench.invalid.evil/index.html'
    wire().toMain(REQUEST_CHANNEL, { id: 3, method: 'app.info', params: {} })
    expect(replies).toMatchObject(
      [0, 1, 2, 3].map((id) => ({ id, ok: false, error: { code: 'forbidden' } })),
    )
    await close()
    await core.dispose()
  })
})

it('has a row for every method and no other', () => {
  expect(Object.keys(rows).toSorted()).toEqual(Object.keys(methods).toSorted())
})

it.each(transports)(
  'an answer comes before what was asked for after it: %s',
  async (name, connect) => {
    const core = startCore()
    onTestFinished(() => core.dispose())
    const { transport, close } = await connect(core)
    onTestFinished(() => close())
    const came: string[] = []
    const allCame = new Promise<void>((resolve) => {
      transport.onMessage((message) => {
        came.push(isEvent(message) ? message.event : 'answer')
        if (came.length === 3) {
          resolve()
        }
      })
    })
    // In one turn, and for a socket in one piece: the second is there while the first is answered.
    transport.send({ id: 1, method: 'preferences.get', params: {} })
    transport.send({ id: 2, method: 'preferences.set', params: { theme: 'dark' } })
    await allCame
    expect(came, name).toEqual(['answer', 'preferences.changed', 'answer'])
  },
)

function isEvent(message: unknown): message is { readonly event: string } {
  return typeof message === 'object' && message !== null && 'event' in message
}
