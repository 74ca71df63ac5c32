import { beforeEach, expect, it, vi } from 'vitest'
import { showToast, toastQueue } from '../../../../renderer/ui/toast.tsx'

const shown = () =>
  toastQueue.visibleToasts.map(({ content }) => [content.latest().title, content.count()])

beforeEach(() => {
  toastQueue.clear()
})

it('counts an equal error up, and tells who shows it', () => {
  const close = showToast({ tone: 'error', title: 'Not saved.', hint: 'Try again.' })
  const told = vi.fn()
  toastQueue.visibleToasts[0]?.content.subscribe(told)
  showToast({ tone: 'error', title: 'Not saved.', hint: 'Try again.' })
  showToast({ tone: 'error', title: 'Not saved.', hint: 'Free some space.' })
  showToast({ tone: 'error', title: 'Not saved.', hint: 'Try again.' })
  expect(told).toHaveBeenCalledTimes(2)
  expect(shown()).toEqual([
    ['Not saved.', 1],
    ['Not saved.', 3],
  ])
  close()
  expect(shown()).toEqual([['Not saved.', 1]])
})

it('counts anew when it was dismissed', () => {
  showToast({ tone: 'error', title: 'Gone.' })()
  showToast({ tone: 'error', title: 'Gone.' })
  expect(shown()).toEqual([['Gone.', 1]])
})

it('acts on what came last', () => {
  const run = [vi.fn(), vi.fn()] as const
  for (const each of run) {
    showToast({ tone: 'error', title: 'Failed.', action: { label: 'Again', run: each } })
  }
  toastQueue.visibleToasts[0]?.content.latest().action?.run()
  expect(run.map((each) => each.mock.calls.length)).toEqual([0, 1])
})

it('puts equal news in the place of what was said before', () => {
  const first = showToast({ tone: 'info', title: 'Copied.' })
  showToast({ tone: 'info', title: 'Copied.' })
  expect(shown()).toEqual([['Copied.', 1]])
  first()
  expect(shown()).toEqual([['Copied.', 1]])
})

it('keeps an offer when the same is offered about something else', () => {
  const run = [vi.fn(), vi.fn(), vi.fn()] as const
  const offer = (about: string, undo: () => void): void => {
    showToast({ tone: 'info', title: 'Deleted.', action: { label: 'Undo', about, run: undo } })
  }
  offer('one', run[0])
  offer('other', run[1])
  offer('one', run[2])
  for (const { content } of toastQueue.visibleToasts) {
    content.latest().action?.run()
  }
  expect(run.map((each) => each.mock.calls.length)).toEqual([0, 1, 1])
})
