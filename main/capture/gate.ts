/**
 * Decides on every request before a byte of its body is read, and sees the accepted ones to
 * disk. Without a token that is known an answer depends on the method alone, so that it tells a
 * stranger nothing about which slugs, sources or windows exist.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '#preload/errors'
import type { Profile } from '#preload/model'
import type { CapturedRequest } from '#main/store/events-repo'
import type { Answer } from './answers/answer.ts'
import {
  accept,
  methodNotAllowed,
  refusals,
  refuse,
  respond,
  tooLarge,
  type Refusal,
} from './answers.ts'
import { createDeadlines } from './deadlines.ts'
import type { Gate, GateDependencies, GateLimits, GateSource, Probe } from './gate-types.ts'
import { headersOf, trailersOf } from './raw-headers.ts'
import { createMemoryBudget, readBody, type BodyFailure } from './read-body.ts'
import {
  parseTarget,
  slugInPath,
  TOKEN_HEADER,
  tokenInQuery,
  type RequestTarget,
} from './request-target.ts'

/** The upstream limits of the two eras. */
const MAX_BODY_BYTES: Readonly<Record<Profile, number>> = {
  '2019': 2 * 1024 * 1024,
  current: 512 * 1024,
}

/** 32 bodies of the largest size at once; a sender beyond that is asked to come again. */
const DEFAULT_GATE_LIMITS: GateLimits = {
  bodyDeadlineMs: 30_000,
  memoryBytes: 64 * 1024 * 1024,
}

interface Admission {
  readonly source: GateSource
  readonly target: RequestTarget
  readonly maxBytes: number
}

interface Checked {
  readonly check: Answer
}

export function createGate(
  dependencies: GateDependencies,
  limits: GateLimits = DEFAULT_GATE_LIMITS,
): Gate {
  const budget = createMemoryBudget(limits.memoryBytes)
  const deadlines = createDeadlines(limits.bodyDeadlineMs)

  function find(token: string | undefined): GateSource | undefined {
    return token === undefined ? undefined : dependencies.findByToken(token)
  }

  function admit(request: IncomingMessage, target: RequestTarget): Admission | Checked | Refusal {
    // An address may have a parameter `b` of its own.
    const source = find(tokenInQuery(target.query)) ?? find(tokenInHeaders(request))
    if (source === undefined) {
      return request.method === 'POST' ? refusals.token : refusals.method
    }
    const admission = admitTo(source, request, target)
    if (source.methods.some((method) => method === request.method)) {
      return admission
    }
    const checked = 'error' in admission ? undefined : checkOfAddress(request, admission)
    return checked ?? methodNotAllowed(source.methods)
  }

  /**
   * Many senders check an address with a GET before they send anything. Such a check is not an
   * event: it is answered and not stored.
   */
  function checkOfAddress(
    request: IncomingMessage,
    { source, target }: Admission,
  ): Checked | undefined {
    if (announcesBody(request)) {
      return undefined
    }
    const answer = dependencies.answers?.handshakeFor(source.id, {
      method: request.method ?? '',
      query: target.query,
      rawHeaders: headersOf(request),
      body: Buffer.alloc(0),
    })
    return answer ? { check: answer } : undefined
  }

  function admitTo(
    source: GateSource,
    request: IncomingMessage,
    target: RequestTarget,
  ): Admission | Refusal {
    const slug = slugInPath(target.path)
    if (slug === null || (slug !== undefined && slug !== source.slug)) {
      return refusals.address
    }
    if (!dependencies.isOpen(source.id)) {
      return refusals.closed
    }
    const maxBytes = MAX_BODY_BYTES[source.profile]
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
      return tooLarge(maxBytes)
    }
    return { source, target, maxBytes }
  }

  /** Looking a token up reads the database, which may fail; that must end this request only. */
  function admitSafely(
    request: IncomingMessage,
    target: RequestTarget,
  ): Admission | Checked | Refusal {
    try {
      return admit(request, target)
    } catch (error) {
      dependencies.onStoreFailure(error)
      return refusals.storage
    }
  }

  async function receive(
    request: IncomingMessage,
    response: ServerResponse,
    { source, target, maxBytes }: Admission,
    viaTunnel: boolean,
  ): Promise<void> {
    const startedAt = performance.now()
    const receivedAt = new Date().toISOString()
    // Read now: a socket that closes meanwhile forgets its address.
    const remoteAddress = request.socket.remoteAddress ?? ''
    const body = await readBody(request, { maxBytes, deadlines, budget })
    if (typeof body === 'string') {
      refuseBody(request, response, body, maxBytes)
      return
    }
    // The window may have closed while the body was on its way, or others were faster.
    if (!dependencies.claim(source.id)) {
      body.release()
      refuse(request, response, refusals.closed)
      return
    }
    const captured: CapturedRequest = {
      method: request.method ?? '',
      path: target.path,
      query: target.query,
      httpVersion: request.httpVersion,
      remoteAddress,
      rawHeaders: [...headersOf(request), ...trailersOf(request)],
      body: body.bytes,
      receivedAt,
      receiveMs: Math.round((performance.now() - startedAt) * 100) / 100,
      viaTunnel,
    }
    try {
      await dependencies.store(source.id, captured)
    } catch (error) {
      dependencies.unclaim(source.id)
      refuse(request, response, refusalOf(error))
      return
    } finally {
      body.release()
    }
    const answer = chosenAnswer(source.id, captured)
    if (answer) {
      respond(response, answer)
    } else {
      accept(response)
    }
  }

  function refusalOf(error: unknown): Refusal {
    const code = error instanceof AppError ? error.code : undefined
    if (code === 'not_found') {
      return refusals.token
    }
    if (code === 'conflict') {
      return refusals.full
    }
    dependencies.onStoreFailure(error)
    return refusals.storage
  }

  /** The event is stored: a choice that cannot be read must not make its sender send it again. */
  function chosenAnswer(sourceId: string, captured: CapturedRequest): Answer | null {
    try {
      return dependencies.answers?.answerFor(sourceId, captured) ?? null
    } catch (error) {
      dependencies.onStoreFailure(error)
      return null
    }
  }

  /** A check of the size that comes through brings a body, which is read and dropped. */
  async function answerProbe(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const maxBytes = MAX_BODY_BYTES['2019']
    const body = await readBody(request, { maxBytes, deadlines, budget })
    if (typeof body === 'string') {
      refuseBody(request, response, body, maxBytes)
      return
    }
    body.release()
    sendProbeAnswer(response, dependencies.probe)
  }

  return (request, response, { viaTunnel, waitsForContinue }) => {
    // A sender that resets the connection is its own affair.
    response.on('error', ignore)
    const target = parseTarget(request.url ?? '')
    if (target.path === dependencies.probe.path) {
      void answerProbe(request, response)
      return
    }
    const decision = admitSafely(request, target)
    if ('error' in decision) {
      refuse(request, response, decision)
      return
    }
    if ('check' in decision) {
      respond(response, decision.check)
      return
    }
    if (waitsForContinue) {
      response.writeContinue()
    }
    receive(request, response, decision, viaTunnel).catch((error: unknown) => {
      dependencies.onStoreFailure(error)
      response.destroy()
    })
  }
}

/** No address check has one, and nobody would read it. */
function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function sendProbeAnswer(response: ServerResponse, probe: Probe): void {
  response.writeHead(200, {
    'Content-Type': 'text/plain',
    'Cache-Control': 'no-store',
    'Content-Length': Buffer.byteLength(probe.answer),
  })
  response.end(probe.answer)
}

function refuseBody(
  request: IncomingMessage,
  response: ServerResponse,
  failure: BodyFailure,
  maxBytes: number,
): void {
  switch (failure) {
    case 'too-large':
      refuse(request, response, tooLarge(maxBytes))
      break
    case 'too-slow':
      refuse(request, response, refusals.slow)
      break
    case 'no-memory':
      refuse(request, response, refusals.busy)
      break
    case 'gone':
      response.destroy()
      break
  }
}

function tokenInHeaders(request: IncomingMessage): string | undefined {
  const value = request.headers[TOKEN_HEADER]
  return Array.isArray(value) ? value[0] : value
}

function ignore(): void {}
