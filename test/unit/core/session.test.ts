import { createEventBus } from '#main/core/event-bus'
import { openSession, type CoreDoor } from '#main/core/session'
import { Reply } from '#preload/wire'
import { expect, it } from 'vitest'

const CALLER = { host: 'server', allow: new Set<never>() } as const

function answering(result: unknown): CoreDoor {
  return {
    dispatch: async () => ({ id: 7, ok: true, result }),
    events: { subscribe: () => () => undefined },
  }
}

it('tells the caller when a result cannot be carried', async () => {
  const reply = await new Promise<Reply>((resolve) => {
    const session = openSession(answering(1n), CALLER, (message) => {
      resolve(Reply.parse(JSON.parse(JSON.stringify(message))))
    })
    session.receive({})
  })
  expect(reply).toMatchObject({ id: 7, ok: false, error: { code: 'internal' } })
})

it('outlives a transport that carries nothing any more', async () => {
  let tries = 0
  await new Promise<void>((resolve) => {
    const session = openSession(answering({}), CALLER, () => {
      tries += 1
      if (tries === 2) {
        // What is unhandled after this turn fails the run of the tests.
        setImmediate(resolve)
      }
      throw new Error('gone')
    })
    session.receive({})
  })
  expect(tries).toBe(2)
})

it('drops the replies to a client that has left', async () => {
  const sent: unknown[] = []
  const session = openSession(answering({}), CALLER, (message) => sent.push(message))
  session.receive({})
  session.close()
  await new Promise((resolve) => setImmediate(resolve))
  expect(sent).toEqual([])
})

it('sends an event only as the contract describes it', () => {
  const sent: unknown[] = []
  const failed: unknown[] = []
  const bus = createEventBus((error) => failed.push(error))
  openSession({ ...answering({}), events: bus }, CALLER, (message) => sent.push(message))
  const change = { sourceId: 'source-1', secret: 'not for the page' }
  bus.publish('sources.changed', change)
  expect(sent).toEqual([{ event: 'sources.changed', data: { sourceId: 'source-1' } }])
  // Whoever has no types, as the other end of a bug.
  Reflect.apply(bus.publish, bus, ['sources.changed', { sourceId: 7 }])
  expect(sent).toHaveLength(1)
  expect(failed).toHaveLength(1)
})

it('checks an event once for all who hear of it', async () => {
  const sent: { data?: unknown }[] = []
  const bus = createEventBus(() => undefined)
  for (let count = 0; count < 2; count++) {
    openSession({ ...answering({}), events: bus }, CALLER, (message) => {
      sent.push({ data: 'event' in message ? message.data : undefined })
    })
  }
  const change = { sourceId: 'source-1' }
  bus.publish('sources.changed', change)
  expect(sent[0]?.data).toEqual({ sourceId: 'source-1' })
  expect(sent[1]?.data).toBe(sent[0]?.data)
  await Promise.resolve()
  change.sourceId = 'source-2'
  bus.publish('sources.changed', change)
  expect(sent[2]?.data).toEqual({ sourceId: 'source-2' })
})
