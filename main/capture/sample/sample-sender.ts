/** Sends the source's sample payload as the upstream tool would: to the webhook's own address. */
import type { CaptureStatus, RawHeaders } from '#preload/model'
import type { SentSample } from '#preload/model/authoring'
import { send, type WhileSending } from '../replay/send.ts'
import { detectProvider } from '../signatures/detect.ts'
import { canSign, sign } from '../signatures/sign.ts'
import { targetOf, type SignedRequest } from '../signatures/signed-request.ts'
import type { SigningSecrets } from '../signatures/signing-secret.ts'

export interface SampleSource {
  readonly slug: string
  readonly token: string
  readonly samplePayload: string
}

export interface SampleSender {
  send(sourceId: string): Promise<SentSample>
  dispose(): void
}

export interface SampleDependencies {
  /** Throws `not_found` for a source that is not there. */
  source(sourceId: string): SampleSource
  /** Throws `invalid_input` when the text is no payload. */
  parsePayload(text: string): Omit<SignedRequest, 'publicUrls'>
  readonly secrets: Pick<SigningSecrets, 'find'>
  status(): CaptureStatus
  open(sourceId: string): Promise<CaptureStatus>
  /** Newest first. */
  eventIds(sourceId: string): string[]
  whileSending: WhileSending
}

type Attempt = Omit<SentSample, 'openedWindow' | 'eventId'>

const NOWHERE: Attempt = {
  url: '',
  via: 'local',
  status: null,
  signedAs: null,
  error: 'The listener for webhooks is not running.',
}

/** They belong to one connection, or are made anew for this one. */
const OWN_HEADERS = /^(?:host|connection|content-length|transfer-encoding|keep-alive|expect)$/i

export function createSampleSender(dependencies: SampleDependencies): SampleSender {
  const running = new AbortController()

  async function sendTo(base: string, sourceId: string) {
    const source = dependencies.source(sourceId)
    const url = new URL(base)
    const plain = requestFor(dependencies.parsePayload(source.samplePayload), source, url)
    const { request, signedAs } = signed(plain, dependencies.secrets.find(sourceId)?.secret)
    const { response, error } = await dependencies.whileSending(
      send({
        url,
        method: request.method,
        target: targetOf(request),
        rawHeaders: request.rawHeaders,
        body: request.body,
        signal: running.signal,
      }),
    )
    return { url: url.origin, signedAs, status: response?.status ?? null, error }
  }

  return {
    async send(sourceId) {
      const source = dependencies.source(sourceId)
      // Before the window is opened for it: a payload that cannot be sent opens nothing.
      dependencies.parsePayload(source.samplePayload)
      const isOpen = dependencies.status().windows.some((one) => one.sourceId === sourceId)
      const { localUrl, tunnel } = isOpen
        ? dependencies.status()
        : await dependencies.open(sourceId)
      const before = new Set(dependencies.eventIds(sourceId))
      const publicUrl = tunnel.state === 'listening' ? tunnel.publicUrl : null
      let sent: Attempt = NOWHERE
      if (publicUrl !== null) {
        sent = { ...(await sendTo(publicUrl, sourceId)), via: 'tunnel' }
      }
      const hasFailed = sent.status === null || sent.status >= 500
      if (hasFailed && localUrl !== null) {
        sent = { ...(await sendTo(localUrl, sourceId)), via: 'local' }
      }
      const eventId = dependencies.eventIds(sourceId).find((id) => !before.has(id)) ?? null
      return { ...sent, openedWindow: !isOpen, eventId }
    },
    dispose() {
      running.abort()
    },
  }
}

function requestFor(
  payload: Omit<SignedRequest, 'publicUrls'>,
  { slug, token }: SampleSource,
  url: URL,
): SignedRequest {
  const parameters = payload.query
    .split('&')
    .filter((part) => part !== '' && !/^b(?:=|$)/.test(part))
  const own = payload.rawHeaders.filter(([name]) => !OWN_HEADERS.test(name))
  const rawHeaders: RawHeaders = [
    ['Host', url.host],
    ...own,
    ['Content-Length', String(payload.body.byteLength)],
  ]
  return {
    method: 'POST',
    // An own public address may have a path of its own before ours.
    path: `${url.pathname.replace(/\/$/, '')}${payload.path === `/${slug}` ? payload.path : '/'}`,
    query: [`b=${encodeURIComponent(token)}`, ...parameters].join('&'),
    rawHeaders,
    body: payload.body,
    publicUrls: [url.origin],
  }
}

/** As the sender would sign it now, when its headers tell who it is and its secret is known. */
function signed(
  request: SignedRequest,
  secret: string | undefined,
): { request: SignedRequest; signedAs: string | null } {
  const provider = detectProvider(request)?.provider
  if (provider === undefined || secret === undefined || !canSign(provider)) {
    return { request, signedAs: null }
  }
  const fresh = sign(provider, request, secret, new Date())
  return fresh === null ? { request, signedAs: null } : { request: fresh, signedAs: provider.name }
}
