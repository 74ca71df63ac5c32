/** Sends captured events again and keeps what came of it. */
import type { EventBus } from '#main/core/event-bus'
import type { EventsRepo } from '#main/store/events-repo'
import { newId } from '#main/store/ids'
import type { ReplaysRepo } from '#main/store/replays-repo'
import { AppError } from '#preload/errors'
import type { RawHeaders } from '#preload/model'
import type { Replay, ReplayEdit, ReplaySigning, ReplayTarget } from '#preload/model/replay'
import { isSecretHeader } from '../exchange/redact.ts'
import { targetOf } from '../signatures/signed-request.ts'
import type { SigningSecrets } from '../signatures/signing-secret.ts'
import { framed, isEdited, outgoing } from './outgoing.ts'
import { maskToken } from './own-token.ts'
import { applySigning } from './re-sign.ts'
import { send, type WhileSending } from './send.ts'
import { resolveTarget, type SourceAddress } from './targets.ts'

export interface ReplayOrder {
  readonly eventId: string
  readonly targets: readonly ReplayTarget[]
  readonly edit?: ReplayEdit | undefined
  readonly signing?: ReplaySigning | undefined
  /** Overrules the detection of the sender. */
  readonly provider?: string | undefined
  readonly keepRelayHeaders?: boolean | undefined
}

export interface ReplayService {
  /** In the order of the targets; all at once. */
  send(order: ReplayOrder): Promise<Replay[]>
  history(sourceId: string, eventId?: string): Replay[]
  clearHistory(sourceId: string): void
  dispose(): void
}

export interface ReplayDependencies {
  readonly events: Pick<EventsRepo, 'find'>
  readonly replays: ReplaysRepo
  readonly secrets: Pick<SigningSecrets, 'find'>
  /** Throws `not_found` for a source that is not there. */
  addressOf(sourceId: string): SourceAddress
  whileSending: WhileSending
  readonly bus: Pick<EventBus, 'publish'>
}

type StoredEvent = NonNullable<ReturnType<EventsRepo['find']>>

export function createReplayService(dependencies: ReplayDependencies): ReplayService {
  const { events, replays, secrets, bus } = dependencies
  const running = new AbortController()

  function prepare(event: StoredEvent, order: ReplayOrder, target: ReplayTarget) {
    const edit = order.edit ?? {}
    const resolved = resolveTarget(target, event, edit, (sourceId) =>
      dependencies.addressOf(sourceId),
    )
    const keepRelayHeaders = order.keepRelayHeaders ?? false
    const plain = outgoing(event.request, { ...resolved, edit, keepRelayHeaders })
    const signed = applySigning({
      request: plain,
      arrived: outgoing(event.request, { ...resolved, edit: {}, keepRelayHeaders }),
      mode: order.signing ?? 'auto',
      edited: isEdited(edit),
      secret: secrets.find(event.sourceId)?.secret ?? null,
      providerId: order.provider,
      now: new Date(),
    })
    return { ...signed, url: resolved.url, rawHeaders: framed(signed.request), target }
  }

  async function sendOne(
    event: StoredEvent,
    edited: boolean,
    { request, url, rawHeaders, target, signing, provider }: ReturnType<typeof prepare>,
  ): Promise<Replay> {
    const startedAt = new Date().toISOString()
    const line = targetOf(request)
    const sent = await dependencies.whileSending(
      send({
        url,
        method: request.method,
        target: line,
        rawHeaders,
        body: request.body,
        signal: running.signal,
      }),
    )
    return {
      id: newId('rpl'),
      sourceId: event.sourceId,
      eventId: event.id,
      eventNumber: event.number,
      startedAt,
      target: target.kind === 'url' ? { ...target, url: maskToken(target.url) } : target,
      url: maskToken(`${url.origin}${line}`),
      method: request.method,
      edited,
      signing,
      provider,
      sentHeaders: masked(rawHeaders),
      sentBytes: request.body.byteLength,
      ...sent,
    }
  }

  return {
    async send(order) {
      const event = events.find(order.eventId)
      if (event === undefined) {
        throw new AppError('not_found', 'This event does not exist any more.', {
          hint: 'The ring keeps the newest events only. Choose another one.',
        })
      }
      // Everything is prepared first: an order that cannot be carried out sends nothing.
      const prepared = order.targets.map((target) => prepare(event, order, target))
      const edited = isEdited(order.edit ?? {})
      return Promise.all(
        prepared.map(async (one) => {
          const replay = await sendOne(event, edited, one)
          // Kept at once: what another target does must not take it along.
          if (!running.signal.aborted) {
            replays.add(replay)
            bus.publish('replay.finished', { replay })
          }
          return replay
        }),
      )
    },
    history: (sourceId, eventId) => replays.list(sourceId, eventId),
    clearHistory(sourceId) {
      replays.clear(sourceId)
    },
    dispose() {
      running.abort()
    },
  }
}

/** The history is shown and kept: what authorises is not part of it. */
function masked(headers: RawHeaders): RawHeaders {
  return headers.map(([name, value]) => [
    name,
    isSecretHeader(name) && value !== '' ? '••••' : value,
  ])
}
