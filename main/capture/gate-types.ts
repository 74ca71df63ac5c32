/** What the gate knows of requests and sources, and what it asks of the rest. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CapturedRequest } from '#main/store/events-repo'
import type { Profile, WebhookMethod } from '#preload/model'
import type { Answer } from './answers/answer.ts'

export interface GateSource {
  readonly id: string
  readonly slug: string
  readonly profile: Profile
  readonly methods: readonly WebhookMethod[]
}

/** How a request came to the gate. */
export interface Arrival {
  readonly viaTunnel: boolean
  /** The sender waits for `100 Continue` before it sends the body. */
  readonly waitsForContinue: boolean
}

/** What the tunnel fetches through the public URL to learn whether requests come through. */
export interface Probe {
  readonly path: string
  readonly answer: string
}

/** Answers that the sources' users chose, and those to the address checks of senders. */
export interface GateAnswers {
  /** `null` for the default answer. */
  answerFor(sourceId: string, request: CapturedRequest): Answer | null
  /** `null` when the request is no such check, or is not to be answered. */
  handshakeFor(
    sourceId: string,
    request: Pick<CapturedRequest, 'method' | 'query' | 'rawHeaders' | 'body'>,
  ): Answer | null
}

export interface GateDependencies {
  /** Left out: every event gets the default answer. */
  readonly answers?: GateAnswers | undefined
  /** Compares in constant time. */
  findByToken(token: string): GateSource | undefined
  isOpen(sourceId: string): boolean
  /** Takes a place in the window for an event; false when there is none, or none left. */
  claim(sourceId: string): boolean
  /** Gives the place back: the event was not stored. */
  unclaim(sourceId: string): void
  /** Settles when the event is on disk. */
  store(sourceId: string, request: CapturedRequest): Promise<void>
  onStoreFailure(error: unknown): void
  readonly probe: Probe
}

export interface GateLimits {
  readonly bodyDeadlineMs: number
  /** What all bodies that are received or being stored may take together. */
  readonly memoryBytes: number
}

export type Gate = (request: IncomingMessage, response: ServerResponse, arrival: Arrival) => void
