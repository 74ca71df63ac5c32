import { createDispatch, type Caller, type Handlers } from '#main/core/dispatch'
import { methods } from '#preload/contract'
import { AppError } from '#preload/errors'
import { describe, expect, it } from 'vitest'

const everything: Caller = { host: 'cli', allow: new Set(['read', 'write', 'exec']) }

function dispatchWith(handlers: Partial<Handlers>, log: string[] = []) {
  const refusing = Object.fromEntries(
    Object.keys(methods).map((name) => [
      name,
      () => {
        throw new Error('not under test')
      },
    ]),
  ) as unknown as Handlers
  return createDispatch(
    { ...refusing, ...handlers },
    { log: (level, message) => void log.push(`${level} ${message}`) },
  )
}

describe('dispatch', () => {
  it('answers a broken envelope with an error that carries its id when it has one', async () => {
    const dispatch = dispatchWith({})
    for (const message of [
      null,
      'x',
      [],
      { id: 'a', method: 'app.info' },
      { method: 'app.info' },
    ]) {
      expect(await dispatch(message, everything)).toMatchObject({
        id: 0,
        ok: false,
        error: { code: 'invalid_params' },
      })
    }
    expect(await dispatch({ id: 7 }, everything)).toMatchObject({ id: 7, ok: false })
  })

  it.each(['nope', 'constructor', '__proto__', 'toString'])(
    'knows no method %s',
    async (method) => {
      const reply = await dispatchWith({})({ id: 1, method, params: {} }, everything)
      expect(reply).toMatchObject({ ok: false, error: { code: 'unknown_method' } })
    },
  )

  it('refuses what the caller may not do before it looks at the parameters', async () => {
    const reply = await dispatchWith({})(
      { id: 1, method: 'sources.delete', params: 'nonsense' },
      { host: 'server', allow: new Set(['read']) },
    )
    expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  })

  it.each([
    ['settings.reveal', { sourceId: 'x', name: 'apiKey' }],
    ['export.source', { sourceId: 'x', secrets: true }],
    ['export.event', { eventId: 'x', format: 'har', secrets: true }],
  ])('hands out no secret by %s to who may only read and write', async (method, params) => {
    const reply = await dispatchWith({})(
      { id: 1, method, params },
      { host: 'server', allow: new Set(['read', 'write']) },
    )
    expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  })

  it('names the parameter that is wrong', async () => {
    const reply = await dispatchWith({})(
      { id: 1, method: 'sources.get', params: { sourceId: 5 } },
      everything,
    )
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'invalid_params', details: [{ path: ['sourceId'] }] },
    })
  })

  it('gives the handler parsed parameters and strips what the result must not hold', async () => {
    const dispatch = dispatchWith({
      'settings.reveal': ({ name }) => ({ value: name, leaked: 'secret' }) as { value: string },
    })
    expect(
      await dispatch(
        { id: 3, method: 'settings.reveal', params: { sourceId: 's', name: 'apiKey' } },
        everything,
      ),
    ).toEqual({ id: 3, ok: true, result: { value: 'apiKey' } })
  })

  it('turns a malformed result into an error instead of passing it on', async () => {
    const log: string[] = []
    const dispatch = dispatchWith({ 'sources.list': () => [{ id: 1 }] as never }, log)
    expect(await dispatch({ id: 1, method: 'sources.list', params: {} }, everything)).toMatchObject(
      { ok: false, error: { code: 'invalid_result' } },
    )
    expect(log).toHaveLength(1)
  })

  it('passes an AppError on, wraps anything else, and logs only what is ours', async () => {
    const log: string[] = []
    const dispatch = dispatchWith(
      {
        'sources.list': () => {
          throw new AppError('not_found', 'Gone.', { hint: 'Look elsewhere.' })
        },
        'app.info': () => Promise.reject(new TypeError('boom')),
      },
      log,
    )
    expect(await dispatch({ id: 1, method: 'sources.list', params: {} }, everything)).toEqual({
      id: 1,
      ok: false,
      error: { code: 'not_found', message: 'Gone.', hint: 'Look elsewhere.' },
    })
    expect(log).toEqual([])
    expect(await dispatch({ id: 2, method: 'app.info', params: {} }, everything)).toMatchObject({
      error: { code: 'internal', message: expect.stringContaining('boom') },
    })
    expect(log).toHaveLength(1)
  })
})
