/**
 * What the window begins with, asked of the core by the page's first script, all at once: the
 * answers come while the window's own script is still being read.
 */
import type { EventName } from '#preload/contract'
import { connected } from './connected.ts'
import type { Connector } from './connector.ts'
import { queryKeys } from './query-keys.ts'

interface FirstAnswer {
  readonly queryKey: readonly unknown[]
  readonly answer: Promise<unknown>
}

/** By which the snapshots are kept true from then on; see `use-live-sync.ts`. */
const CHANGES = [
  'sources.changed',
  'capture.changed',
  'events.added',
  'events.removed',
  'events.updated',
  'events.restored',
  'runs.finished',
  'preferences.changed',
  'store.changed',
] as const satisfies readonly EventName[]

const answers: FirstAnswer[] = []
let onAnswer: ((answer: FirstAnswer) => void) | undefined
let isOld = false
let stopListening: () => void = () => undefined

function expect(queryKey: readonly unknown[], answer: Promise<unknown>): void {
  // Whoever shows it says why it did not come.
  answer.catch(() => undefined)
  const first = { queryKey, answer }
  answers.push(first)
  onAnswer?.(first)
}

/** `chosen` is the source of last time, as far as it is known. */
export async function askFirst(connector: Connector, chosen: unknown): Promise<void> {
  const offs = CHANGES.map((event) => connector.on(event, () => void (isOld = true)))
  stopListening = () => offs.forEach((off) => off())
  await connected(connector)
  // What changes while there is no connection is told by nobody.
  offs.push(connector.onConnectionChange(() => void (isOld = true)))
  const { api } = connector
  const ofSource = (sourceId: string): void => {
    expect(queryKeys.source(sourceId), api['sources.get']({ sourceId }))
    expect(queryKeys.events(sourceId), api['events.list']({ sourceId }))
    expect(queryKeys.lastRun(sourceId), api['runs.last']({ sourceId }))
  }
  const sources = api['sources.list']({})
  expect(queryKeys.sources, sources)
  if (typeof chosen === 'string') {
    ofSource(chosen)
  }
  expect(queryKeys.preferences, api['preferences.get']({}))
  expect(queryKeys.capture, api['capture.status']({}))
  const list = await sources.catch(() => [])
  const [first] = list
  if (first !== undefined && !list.some(({ id }) => id === chosen)) {
    ofSource(first.id)
  }
}

/** Those that there are and those that are still to be asked for. */
export function takeFirstAnswers(take: (answer: FirstAnswer) => void): void {
  answers.forEach(take)
  onAnswer = take
}

/** From here on somebody else hears of changes. `false` when one came before. */
export function areFirstAnswersTrue(): boolean {
  stopListening()
  return !isOld
}
