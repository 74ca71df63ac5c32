/** What each source answers its senders: its own answer, and the address checks. */
import type { EventBus } from '#main/core/event-bus'
import type { AnswersRepo } from '#main/store/answers-repo'
import type { CapturedRequest, EventsRepo } from '#main/store/events-repo'
import { AppError } from '#preload/errors'
import type { AnswerConfig, Handshake, SourceAnswer } from '#preload/model/answers'
import type { SigningSecrets } from '../signatures/signing-secret.ts'
import { DEFAULT_CONFIG, fromConfig, type Answer } from './answer.ts'
import { answerChallenge, detectChallenge, type HandshakeRequest } from './handshakes.ts'

export interface AnswerService {
  get(sourceId: string): SourceAnswer
  set(sourceId: string, config: AnswerConfig | null): SourceAnswer
  setSigningSetting(sourceId: string, name: string | null): SourceAnswer
  /** The configured answer alone; `null` while the source has the default one. */
  configOf(sourceId: string): AnswerConfig | null
  /** The address check that a captured event is. */
  handshakeOf(eventId: string): Handshake | null
  /** What a request that was stored is answered with; `null` for the default. */
  answerFor(sourceId: string, request: CapturedRequest): Answer | null
  /** The answer to an address check, also of methods that are refused otherwise. */
  handshakeFor(sourceId: string, request: HandshakeRequest): Answer | null
}

export interface AnswerDependencies {
  readonly answers: AnswersRepo
  readonly secrets: SigningSecrets
  sourceExists(sourceId: string): boolean
  readonly events: Pick<EventsRepo, 'find'>
  readonly bus: Pick<EventBus, 'publish'>
}

export function createAnswerService(dependencies: AnswerDependencies): AnswerService {
  const { answers, secrets, bus } = dependencies

  function requireSource(sourceId: string): void {
    if (!dependencies.sourceExists(sourceId)) {
      throw new AppError('not_found', 'This source does not exist any more.', {
        hint: 'Choose another source.',
      })
    }
  }

  function get(sourceId: string): SourceAnswer {
    requireSource(sourceId)
    const config = answers.find(sourceId)
    return {
      sourceId,
      config: config ?? DEFAULT_CONFIG,
      isDefault: config === undefined,
      signingSetting: answers.signingSetting(sourceId) ?? null,
      candidates: secrets.candidates(sourceId),
    }
  }

  function changed(sourceId: string): SourceAnswer {
    bus.publish('answers.changed', { sourceId })
    return get(sourceId)
  }

  function handshakeFor(sourceId: string, request: HandshakeRequest): Answer | null {
    const challenge = detectChallenge(request)
    if (challenge === null) {
      return null
    }
    const { handshakes } = answers.find(sourceId) ?? DEFAULT_CONFIG
    const { kind, description, needsSecret } = challenge
    const secret = needsSecret && handshakes ? (secrets.find(sourceId)?.secret ?? null) : null
    const answer = handshakes ? answerChallenge(kind, request, secret) : null
    bus.publish('handshake.seen', { sourceId, kind, description, answered: answer !== null })
    return answer
  }

  return {
    get,
    set(sourceId, config) {
      requireSource(sourceId)
      answers.set(sourceId, config)
      return changed(sourceId)
    },
    setSigningSetting(sourceId, name) {
      requireSource(sourceId)
      if (name !== null && !secrets.candidates(sourceId).includes(name)) {
        throw new AppError('invalid_input', `There is no text setting "${name}".`, {
          hint: 'Add the secret as an encrypted setting of the source first.',
        })
      }
      answers.setSigningSetting(sourceId, name)
      return changed(sourceId)
    },
    configOf: (sourceId) => answers.find(sourceId) ?? null,
    handshakeOf(eventId) {
      const event = dependencies.events.find(eventId)
      if (event === undefined) {
        throw new AppError('not_found', 'This event does not exist any more.')
      }
      const challenge = detectChallenge(event.request)
      if (challenge === null) {
        return null
      }
      const secret = challenge.needsSecret ? secrets.find(event.sourceId) : null
      const answer = answerChallenge(challenge.kind, event.request, secret?.secret ?? null)
      return {
        ...challenge,
        answer:
          answer === null
            ? null
            : { status: answer.status, headers: answer.headers, body: answer.body },
      }
    },
    answerFor(sourceId, request) {
      const handshake = handshakeFor(sourceId, request)
      if (handshake !== null) {
        return handshake
      }
      const config = answers.find(sourceId)
      return config === undefined ? null : fromConfig(config)
    },
    handshakeFor,
  }
}
