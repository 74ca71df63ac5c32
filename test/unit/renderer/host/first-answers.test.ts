import { beforeEach, expect, it, vi } from 'vitest'
import { createClient } from '#preload/client'
import type { Connector } from '../../../../renderer/host/connector.ts'

beforeEach(() => vi.resetModules())

/** A core of which this test is the other end, and that can be reached at once. */
function core() {
  const asked: { id: number; method: string; params: unknown }[] = []
  let hear: (message: unknown) => void = () => undefined
  const connectionListeners = new Set<() => void>()
  const client = createClient({
    send: (request) => void asked.push(request),
    onMessage(listener) {
      hear = listener
      return () => undefined
    },
    onClose: () => () => undefined,
  })
  const connector: Connector = {
    api: client.api,
    on: (event, listener) => client.on(event, listener),
    connection: { kind: 'connected' },
    onConnectionChange(listener) {
      connectionListeners.add(listener)
      return () => connectionListeners.delete(listener)
    },
    reconnect: () => undefined,
    dispose: () => client.dispose(),
  }
  return {
    connector,
    asked,
    hear: (message: unknown) => hear(message),
    loseConnection: () => connectionListeners.forEach((listener) => listener()),
    reply(method: string, result: unknown) {
      hear({ id: asked.find((one) => one.method === method)?.id, ok: true, result })
    },
  }
}

const always = (chosen: unknown) => ({ read: () => chosen, known: Promise.resolve() })
const params = (method: string, given: unknown): unknown =>
  expect.objectContaining({ method, params: given })
const methods = (asked: { method: string }[]): string[] => asked.map(({ method }) => method)

it('asks for all at once where the source of last time is known', async () => {
  const { askFirst, takeFirstAnswers } = await import('../../../../renderer/host/first-answers.ts')
  const { connector, asked, reply } = core()
  const done = askFirst(connector, always('b'))
  await vi.waitFor(() => expect(methods(asked)).toContain('capture.status'))
  expect(methods(asked)).toContain('sources.get')
  reply('sources.list', [{ id: 'a' }, { id: 'b' }])
  reply('sources.get', { id: 'b' })
  reply('preferences.get', { theme: 'dark' })
  expect(await done).toEqual({ source: { id: 'b' }, preferences: { theme: 'dark' } })
  expect(asked.filter(({ method }) => method === 'sources.get')).toHaveLength(1)
  const keys: unknown[] = []
  takeFirstAnswers(({ queryKey }) => keys.push(queryKey))
  expect(keys).toContainEqual(['sources'])
  expect(keys).toContainEqual(['source', 'b'])
})

it('asks for the first source where none is known, or that one is gone', async () => {
  const { askFirst, takeFirstAnswers } = await import('../../../../renderer/host/first-answers.ts')
  const { connector, asked, reply } = core()
  const keys: unknown[] = []
  void askFirst(connector, always('gone'))
  await vi.waitFor(() => expect(methods(asked)).toContain('sources.list'))
  takeFirstAnswers(({ queryKey }) => keys.push(queryKey))
  reply('sources.list', [{ id: 'a' }])
  await vi.waitFor(() => expect(keys).toContainEqual(['source', 'a']))
  expect(asked.filter(({ method }) => method === 'sources.get')).toHaveLength(2)
})

it('asks for the source that another page chose, once that is known', async () => {
  const { askFirst } = await import('../../../../renderer/host/first-answers.ts')
  const { connector, asked, reply } = core()
  let chosen = 'a'
  let know: () => void = () => undefined
  const known = new Promise<void>((resolve) => (know = resolve))
  void askFirst(connector, { read: () => chosen, known })
  await vi.waitFor(() => expect(methods(asked)).toContain('sources.list'))
  reply('sources.list', [{ id: 'a' }, { id: 'b' }])
  chosen = 'b'
  know()
  await vi.waitFor(() => expect(asked).toContainEqual(params('sources.get', { sourceId: 'b' })))
})

it('has nothing to begin with where there is no source, or the list does not come', async () => {
  const { askFirst } = await import('../../../../renderer/host/first-answers.ts')
  const empty = core()
  const nothing = askFirst(empty.connector, always(undefined))
  await vi.waitFor(() => expect(methods(empty.asked)).toContain('sources.list'))
  empty.reply('sources.list', [])
  expect(await nothing).toBeUndefined()
})

it('hands on what is there already together with its value', async () => {
  const { askFirst, takeFirstAnswers } = await import('../../../../renderer/host/first-answers.ts')
  const { connector, asked, reply } = core()
  void askFirst(connector, always(undefined))
  await vi.waitFor(() => expect(methods(asked)).toContain('capture.status'))
  reply('preferences.get', { theme: 'dark' })
  await vi.waitFor(() => {
    const settled = new Map<unknown, unknown>()
    takeFirstAnswers((first) => settled.set(first.queryKey[0], first.settled?.value))
    expect(settled.get('preferences')).toEqual({ theme: 'dark' })
    expect(settled.get('capture')).toBeUndefined()
  })
})

it('tells when something changed before the window heard of changes', async () => {
  const { askFirst, areFirstAnswersTrue } =
    await import('../../../../renderer/host/first-answers.ts')
  const { connector, hear } = core()
  void askFirst(connector, always(undefined))
  hear({ event: 'sources.changed', data: { sourceId: 'a' } })
  expect(areFirstAnswersTrue()).toBe(false)
})

it('does not trust what was asked before the connection was lost', async () => {
  const { askFirst, areFirstAnswersTrue } =
    await import('../../../../renderer/host/first-answers.ts')
  const { connector, asked, loseConnection } = core()
  void askFirst(connector, always(undefined))
  await vi.waitFor(() => expect(methods(asked)).toContain('capture.status'))
  loseConnection()
  expect(areFirstAnswersTrue()).toBe(false)
})
