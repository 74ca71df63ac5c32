/** Checks the signatures of captured events with the secret of their source. */
import type { EventsRepo } from '#main/store/events-repo'
import { AppError } from '#preload/errors'
import type { SignatureCheck, SignatureProvider } from '#preload/model/answers'
import { findProvider, providers } from './all-providers.ts'
import { canSign } from './sign.ts'
import type { SignedRequest } from './signed-request.ts'
import type { SigningSecrets } from './signing-secret.ts'
import { verify } from './verify.ts'

export interface CheckOptions {
  readonly secret?: string | undefined
  readonly provider?: string | undefined
  readonly at?: 'arrival' | 'now' | undefined
}

export interface SignatureService {
  providers(): SignatureProvider[]
  check(eventId: string, options: CheckOptions): SignatureCheck | null
}

export interface SignatureDependencies {
  readonly events: Pick<EventsRepo, 'find'>
  readonly secrets: Pick<SigningSecrets, 'find'>
  /** Addresses under which senders reach this machine. */
  publicUrls(): string[]
}

export function createSignatureService(dependencies: SignatureDependencies): SignatureService {
  const { events, secrets } = dependencies
  return {
    providers: () => providers.map(({ id, name, secretIs }) => ({ id, name, secretIs })),

    check(eventId, options) {
      const event = events.find(eventId)
      if (event === undefined) {
        throw new AppError('not_found', 'This event does not exist any more.', {
          hint: 'The ring keeps the newest events only. Choose another one.',
        })
      }
      refuseUnknownProvider(options.provider)
      const stored = options.secret === undefined ? secrets.find(event.sourceId) : null
      const secret = options.secret ?? stored?.secret ?? ''
      const request: SignedRequest = { ...event.request, publicUrls: dependencies.publicUrls() }
      const now = options.at === 'now' ? new Date() : new Date(event.request.receivedAt)
      const verification = verify(request, secret, now, options.provider)
      const provider = findProvider(verification?.provider ?? '')
      return verification === null || provider === undefined
        ? null
        : {
            ...verification,
            details: { ...verification.details, received: [...verification.details.received] },
            settingName: stored?.settingName ?? null,
            canSign: canSign(provider),
            hasTimestamp: provider.timestamp !== undefined,
          }
    },
  }
}

function refuseUnknownProvider(id: string | undefined): void {
  if (id !== undefined && findProvider(id) === undefined) {
    throw new AppError('invalid_input', `No sender is known as "${id}".`, {
      hint: 'Choose one of the list.',
    })
  }
}
