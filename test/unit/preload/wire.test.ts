import { createClient, type Transport } from '#preload/client'
import type { Request } from '#preload/wire'
import { describe, expect, it } from 'vitest'

function pair() {
  const sent: Request[] = []
  const messages = new Set<(message: unknown) => void>()
  const closes = new Set<() => void>()
  const transport: Transport = {
    send: (message) => void sent.push(message),
    onMessage: (listener) => {
      messages.add(listener)
      return () => messages.delete(listener)
    },
    onClose: (listener) => {
      closes.add(listener)
      return () => closes.delete(listener)
    },
  }
  return {
    sent,
    transport,
    receive: (message: unknown) => messages.forEach((listener) => listener(message)),
    close: () => closes.forEach((listener) => listener()),
  }
}

describe('createClient', () => {
  it('matches replies to calls in any order', async () => {
    const { transport, sent, receive } = pair()
    const { api } = createClient(transport)
    const first = api['sources.list']({})
    const second = api['preferences.get']({})
    expect(sent.map(({ method }) => method)).toEqual(['sources.list', 'preferences.get'])
    receive({ id: sent[1]?.id, ok: true, result: 'two' })
    receive({ id: sent[0]?.id, ok: true, result: 'one' })
    expect(await Promise.all([first, second])).toEqual(['one', 'two'])
  })

  it('rebuilds errors with code and hint', async () => {
    const { transport, sent, receive } = pair()
    const call = createClient(transport).api['sources.list']({})
    receive({
      id: sent[0]?.id,
      ok: false,
      error: { code: 'not_found', message: 'Gone.', hint: 'Elsewhere.' },
    })
    await expect(call).rejects.toMatchObject({
      name: 'AppError',
      code: 'not_found',
      hint: 'Elsewhere.',
    })
  })

  it('lets nothing hang: closed, disposed, failed to send, no answer', async () => {
    const closed = pair()
    const waiting = createClient(closed.transport).api['sources.list']({})
    closed.close()
    await expect(waiting).rejects.toMatchObject({ code: 'disconnected' })

    const disposed = createClient(pair().transport)
    const left = disposed.api['sources.list']({})
    disposed.dispose()
    await expect(left).rejects.toMatchObject({ code: 'disconnected' })

    const broken = createClient({
      ...pair().transport,
      send: () => {
        throw new Error('no wire')
      },
    })
    await expect(broken.api['sources.list']({})).rejects.toMatchObject({ code: 'disconnected' })

    const silent = createClient(pair().transport, 5)
    await expect(silent.api['sources.list']({})).rejects.toMatchObject({ code: 'timed_out' })
  })

  it('gives events to their listeners until these are off, and ignores the unknown', () => {
    const { transport, receive } = pair()
    const client = createClient(transport)
    const seen: string[] = []
    const off = client.on('sources.changed', ({ sourceId }) => void seen.push(sourceId))
    receive({ event: 'sources.changed', data: { sourceId: 'a' } })
    receive({ event: 'from.the.future', data: {} })
    receive('noise')
    off()
    receive({ event: 'sources.changed', data: { sourceId: 'b' } })
    expect(seen).toEqual(['a'])
  })
})
