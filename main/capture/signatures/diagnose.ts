/** Why a signature does not match, as far as trying tells. */
import { bodyVariants } from './body-variants.ts'
import { matches } from './digest.ts'
import { decodedKeys, keysOf, secretVariants } from './keys.ts'
import { messageOf, signedUrls, usesUrl } from './message.ts'
import type { Provider } from './provider.ts'
import { urlsOf, type SignedRequest } from './signed-request.ts'

export type Cause = 'changed-bytes' | 'secret-form' | 'other-url' | 'unknown'

export interface Diagnosis {
  readonly cause: Cause
  /** What was found, to be put into a sentence. */
  readonly what: string
}

export function diagnose(
  provider: Provider,
  request: SignedRequest,
  secret: string,
  received: readonly string[],
): Diagnosis {
  return (
    trySecrets(provider, request, secret, received) ??
    tryBodies(provider, request, secret, received) ??
    tryUrls(provider, request, secret, received) ?? { cause: 'unknown', what: '' }
  )
}

/** Whether a key of this secret makes one of the received signatures, under any address. */
export function fits(
  provider: Provider,
  request: SignedRequest,
  secret: string,
  received: readonly string[],
  keys: readonly Buffer[] = keysOf(provider, secret),
): boolean {
  return signedUrls(provider, request)
    .flatMap((url) => {
      const message = messageOf({ request, provider, secret, url })
      return keys.map((key) => matches(provider, key, message, received))
    })
    .includes(true)
}

function trySecrets(
  provider: Provider,
  request: SignedRequest,
  secret: string,
  received: readonly string[],
): Diagnosis | undefined {
  const variant = secretVariants(secret).find((one) =>
    fits(provider, request, one.secret, received),
  )
  if (variant !== undefined) {
    return { cause: 'secret-form', what: variant.what }
  }
  const decoded = decodedKeys(secret).find(({ key }) =>
    fits(provider, request, secret, received, [key]),
  )
  return decoded === undefined ? undefined : { cause: 'secret-form', what: decoded.what }
}

function tryBodies(
  provider: Provider,
  request: SignedRequest,
  secret: string,
  received: readonly string[],
): Diagnosis | undefined {
  const variant = bodyVariants(request).find(({ body }) =>
    fits(provider, { ...request, body }, secret, received),
  )
  return variant === undefined ? undefined : { cause: 'changed-bytes', what: variant.what }
}

/** The token of the webhook URL, a closing slash, a port: what an address often differs by. */
function tryUrls(
  provider: Provider,
  request: SignedRequest,
  secret: string,
  received: readonly string[],
): Diagnosis | undefined {
  if (!usesUrl(provider)) {
    return undefined
  }
  // The host is what the request says it is, which need not be one.
  const urls = urlsOf(request).filter((text) => URL.canParse(text))
  const variants = urls.flatMap((text) => {
    const url = new URL(text)
    const base = `${url.protocol}//${url.hostname}`
    return [
      `${base}${request.path}`,
      `${base}${request.path.replace(/\/$/, '')}`,
      `${base}${request.path}/`.replace(/\/\/$/, '/'),
      `${base}:${url.protocol === 'https:' ? 443 : 80}${url.pathname}${url.search}`,
    ]
  })
  const found = [...new Set(variants)].find((url) => {
    const message = messageOf({ request, provider, secret, url })
    return keysOf(provider, secret).some((key) => matches(provider, key, message, received))
  })
  return found === undefined ? undefined : { cause: 'other-url', what: found }
}
