/** Sends the output of a run to the target of its source and keeps what came of it. */
import type { EventBus } from '#main/core/event-bus'
import type { SecretCipher } from '#main/secrets/secret-cipher'
import { newId } from '#main/store/ids'
import type { PushesRepo, RunsRepo } from '#main/store/runs-repo'
import type { SourceRecord, SourcesRepo } from '#main/store/sources-repo'
import { AppError } from '#preload/errors'
import type { KeptOutput, Push, PushRequest, PushTarget, Run } from '#preload/model'
import { countsOf, jsonOf } from '#preload/model/packed-output'
import { postJson, unsent } from './http-post.ts'
import { shownText, type PlannedPost, type PlanRequest, type PushPlan } from './plan-push.ts'

export interface PushService {
  setTarget(sourceId: string, target: PushTarget | null, writeKey: string | null | undefined): void
  push(sourceId: string, runId: string | undefined): Promise<Push>
  last(sourceId: string): Push | null
}

export interface PushDependencies {
  readonly sources: Pick<SourcesRepo, 'find' | 'update' | 'writeKey' | 'setWriteKey'>
  readonly runs: Pick<RunsRepo, 'find' | 'last'>
  readonly pushes: PushesRepo
  readonly cipher: SecretCipher
  /** Takes the values of the source's encrypted settings out of what is shown and kept. */
  maskFor(sourceId: string): (text: string) => string
  /** `planPush`, wherever it takes place. */
  plan(request: PlanRequest): Promise<PushPlan>
  readonly bus: Pick<EventBus, 'publish'>
}

export function createPushService(deps: PushDependencies): PushService {
  const { sources, runs, pushes, cipher, bus } = deps

  function requireSource(sourceId: string): SourceRecord {
    const source = sources.find(sourceId)
    if (source === undefined) {
      throw new AppError('not_found', 'This source does not exist any more.')
    }
    return source
  }

  function requireRun(sourceId: string, runId: string | undefined): Run & { output: KeptOutput } {
    const run = runId === undefined ? runs.last(sourceId) : runs.find(runId)
    if (run === undefined || run.sourceId !== sourceId) {
      throw new AppError('not_found', 'There is no run to push.', {
        hint: 'Run the function first, with Save and Test.',
      })
    }
    const { output } = run.result
    if (output === null) {
      throw new AppError('invalid_input', 'The last run failed, so there is nothing to push.', {
        hint: 'Mend the function and run it again.',
      })
    }
    const { events, objects } = countsOf(output)
    if (events + objects === 0) {
      throw new AppError(
        'invalid_input',
        'The last run emitted nothing, so there is nothing to push.',
      )
    }
    return { ...run, output }
  }

  function writeKeyOf(sourceId: string): string {
    const sealed = sources.writeKey(sourceId)
    if (sealed === null) {
      throw new AppError('no_target', 'The target has no write key.', {
        hint: 'Enter the write key in the Push tab.',
      })
    }
    return cipher.open(sealed)
  }

  return {
    setTarget(sourceId, target, writeKey) {
      requireSource(sourceId)
      if (writeKey !== undefined) {
        const sealed = writeKey === null || writeKey === '' ? null : cipher.seal(writeKey)
        sources.setWriteKey(sourceId, sealed)
      }
      const stored =
        target?.kind === 'segment'
          ? { ...target, hasWriteKey: sources.writeKey(sourceId) !== null }
          : target
      sources.update(sourceId, { target: stored }, new Date().toISOString())
      bus.publish('sources.changed', { sourceId })
    },

    async push(sourceId, runId) {
      const { target } = requireSource(sourceId)
      if (target === null) {
        throw new AppError('no_target', 'This source has no push target yet.', {
          hint: 'Choose one in the Push tab, or on the command line: hookbench target --source SLUG.',
        })
      }
      const run = requireRun(sourceId, runId)
      const startedAt = new Date().toISOString()
      const hide = deps.maskFor(sourceId)
      const basicUser = target.kind === 'json' ? {} : { basicUser: writeKeyOf(sourceId) }
      const planned = await deps.plan({
        json: jsonOf(run.output),
        shownJson: run.result.shown == null ? null : jsonOf(run.result.shown),
        target,
        idPrefix: `hookbench-${run.id}`,
        timestamp: run.startedAt,
        sentAt: new Date().toISOString(),
      })
      const shown = <T extends PlannedPost>(post: T): T => ({
        ...post,
        shown: shownText(post.shown, hide),
      })
      const plan = { posts: planned.posts.map(shown), refused: planned.refused.map(shown) }
      const sent = await send(plan, basicUser)
      // What was sent is masked already: before it was cut.
      const requests = sent.map((request) => ({ ...request, ...maskedAnswer(request, hide) }))
      const push: Push = {
        id: newId('psh'),
        sourceId,
        runId: run.id,
        startedAt,
        ok: requests.every(({ ok }) => ok),
        requests,
      }
      // The source may have been deleted while its target answered.
      if (sources.find(sourceId) !== undefined) {
        pushes.add(push)
      }
      bus.publish('push.finished', { push })
      return push
    },

    last(sourceId) {
      const push = pushes.last(sourceId)
      // One of before knows fewer spellings of secrets, or none.
      return push === undefined ? null : masked(push, deps.maskFor(sourceId))
    },
  }
}

function masked(push: Push, hide: (text: string) => string): Push {
  const requests = push.requests.map((request) => ({
    ...request,
    requestBody: hide(request.requestBody),
    ...maskedAnswer(request, hide),
  }))
  return { ...push, requests }
}

function maskedAnswer(
  { responseBody, error }: PushRequest,
  hide: (text: string) => string,
): Pick<PushRequest, 'responseBody' | 'error'> {
  return { responseBody: hide(responseBody), error: error === null ? null : hide(error) }
}

async function send(plan: PushPlan, credentials: { basicUser?: string }): Promise<PushRequest[]> {
  const silent = new Set<string>()
  const sent: PushRequest[] = []
  // One after the other: the order of events is part of what the function said.
  for (const post of plan.posts) {
    const { origin } = new URL(post.url)
    // A host that hangs would make the user wait for the deadline of each request.
    const request = silent.has(origin)
      ? unsent(post, `Not sent: ${origin} did not answer the request before. Push again later.`)
      : await postJson({ ...post, ...credentials })
    if (request.status === null) {
      silent.add(origin)
    }
    sent.push(request)
  }
  return [...sent, ...plan.refused.map(({ why, ...post }) => unsent(post, why))]
}
