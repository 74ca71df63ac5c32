import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, onTestFinished, test, vi } from 'vitest'
import { learnSave, ownSave } from '../../../../renderer/host/own-saves.ts'
import { queryKeys } from '../../../../renderer/host/query-keys.ts'

const at = (second: number): string => `2026-11-24T12:00:0${second}.000Z`

/** A page that shows the source `s`, in its first version. */
async function showSource() {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  const ask = vi.fn(() => Promise.resolve({ id: 's', version: 1, updatedAt: at(1) }))
  const observer = new QueryObserver(client, { queryKey: queryKeys.source('s'), queryFn: ask })
  onTestFinished(observer.subscribe(() => undefined))
  await vi.waitFor(() => expect(observer.getCurrentResult().isSuccess).toBe(true))
  ask.mockClear()
  const know = (version: number, second: number): void => {
    client.setQueryData(queryKeys.source('s'), { id: 's', version, updatedAt: at(second) })
  }
  return { client, ask, know }
}

test('what is told of an own save before its answer is not asked for', async () => {
  const { client, ask, know } = await showSource()
  let answer = (): void => undefined
  const answered = new Promise<void>((resolve) => (answer = resolve))
  const saving = ownSave('s', async () => {
    await answered
    know(2, 2)
  })
  const learning = learnSave(client, 's', { version: 2, updatedAt: at(2) })
  answer()
  await Promise.all([saving, learning])
  expect(ask).not.toHaveBeenCalled()
})

test('a save of elsewhere is asked for, also one of the sample alone', async () => {
  const { client, ask } = await showSource()
  await learnSave(client, 's', { version: 2, updatedAt: at(2) })
  expect(ask).toHaveBeenCalledTimes(1)
  await learnSave(client, 's', { version: 1, updatedAt: at(3) })
  expect(ask).toHaveBeenCalledTimes(2)
})

test('a save of elsewhere for which an own one is refused is asked for', async () => {
  const { client, ask } = await showSource()
  const saving = ownSave('s', () => Promise.reject(new Error('conflict')))
  await Promise.all([
    expect(saving).rejects.toThrow('conflict'),
    learnSave(client, 's', { version: 2, updatedAt: at(2) }),
  ])
  expect(ask).toHaveBeenCalledTimes(1)
})

test('a save that came after an own one is asked for, one before it is not', async () => {
  const { client, ask, know } = await showSource()
  await ownSave('s', async () => know(3, 3))
  await learnSave(client, 's', { version: 2, updatedAt: at(2) })
  expect(ask).not.toHaveBeenCalled()
  await learnSave(client, 's', { version: 4, updatedAt: at(4) })
  expect(ask).toHaveBeenCalledTimes(1)
})
