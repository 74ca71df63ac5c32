/**
 * What the window begins with, asked of the core by the page's first script, all at once: the
 * answers come while the window's own script is still being read.
 */
import type { EventName, Result } from '#preload/contract'
import { connected } from './connected.ts'
import type { Connector } from './connector.ts'
import { queryKeys } from './query-keys.ts'

interface FirstAnswer {
  readonly queryKey: readonly unknown[]
  readonly answer: Promise<unknown>
  /** Once it is there. */
  settled?: { readonly value: unknown }
}

/** What stands on the bench, and what is known of it then. */
export interface FirstView {
  readonly source: Result<'sources.get'>
  readonly preferences: Result<'preferences.get'>
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

function expect<T>(queryKey: readonly unknown[], answer: Promise<T>): Promise<T> {
  const first: FirstAnswer = { queryKey, answer }
  answer.then(
    (value) => void (first.settled = { value }),
    // Whoever shows it says why it did not come.
    () => undefined,
  )
  answers.push(first)
  onAnswer?.(first)
  return answer
}

interface Chosen {
  /** The source of last time, as far as it is known. */
  readonly read: () => unknown
  /** It is known for good. */
  readonly known: Promise<unknown>
}

/** `undefined` where there is no source, or something did not come. */
export async function askFirst(
  connector: Connector,
  chosen: Chosen,
): Promise<FirstView | undefined> {
  const offs = CHANGES.map((event) => connector.on(event, () => void (isOld = true)))
  stopListening = () => offs.forEach((off) => off())
  await connected(connector)
  // What changes while there is no connection is told by nobody.
  offs.push(connector.onConnectionChange(() => void (isOld = true)))
  const { api } = connector
  const bySource = new Map<string, Promise<Result<'sources.get'>>>()
  const ofSource = (sourceId: string): Promise<Result<'sources.get'>> => {
    const asked = bySource.get(sourceId)
    if (asked !== undefined) {
      return asked
    }
    const source = expect(queryKeys.source(sourceId), api['sources.get']({ sourceId }))
    bySource.set(sourceId, source)
    void expect(queryKeys.events(sourceId), api['events.list']({ sourceId }))
    void expect(queryKeys.lastRun(sourceId), api['runs.last']({ sourceId }))
    return source
  }
  const sources = expect(queryKeys.sources, api['sources.list']({}))
  const before = chosen.read()
  if (typeof before === 'string') {
    void ofSource(before)
  }
  const preferences = expect(queryKeys.preferences, api['preferences.get']({}))
  void expect(queryKeys.capture, api['capture.status']({}))
  try {
    const list = await sources
    await chosen.known
    const current = list.find(({ id }) => id === chosen.read()) ?? list[0]
    return current === undefined
      ? undefined
      : { source: await ofSource(current.id), preferences: await preferences }
  } catch {
    return undefined
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
