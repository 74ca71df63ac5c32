/** One JSON POST, described for the user whatever happens to it; never throws. */
import type { PushRequest } from '#preload/model'

/** Longest wait for an answer of a target. */
const ANSWER_DEADLINE_MS = 30_000

/** How much of an answer is kept. */
const ANSWER_LIMIT = 64 * 1024

export interface JsonPost {
  readonly url: string
  /** JSON. */
  readonly body: string
  /** The body for eyes. */
  readonly shown: string
  /**
   * Basic authentication with this user and an empty password, in place of what the URL says;
   * neither is ever part of the result.
   */
  readonly basicUser?: string
}

export async function postJson(post: JsonPost): Promise<PushRequest> {
  const started = performance.now()
  const request = described(post)
  const { url } = request
  const authorization = authorizationOf(post)
  const elapsed = (): number => Math.round((performance.now() - started) * 10) / 10
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Hookbench',
        ...(authorization === undefined ? {} : { Authorization: authorization }),
      },
      body: post.body,
      // Following a redirect could hand the credentials and the data to somebody else.
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_DEADLINE_MS),
    })
    const responseBody = await readSome(response)
    return {
      ...request,
      status: response.status,
      responseBody,
      ok: response.ok,
      durationMs: elapsed(),
      error: response.ok ? null : describeStatus(response, post.basicUser !== undefined),
    }
  } catch (error) {
    return {
      ...request,
      status: null,
      responseBody: '',
      ok: false,
      durationMs: elapsed(),
      error: describeFailure(url, error),
    }
  }
}

/** A request that was not made, in the shape of one that was. */
export function unsent(post: Pick<JsonPost, 'url' | 'shown'>, why: string): PushRequest {
  return {
    ...described(post),
    status: null,
    responseBody: '',
    ok: false,
    durationMs: 0,
    error: why,
  }
}

function described({ url, shown }: Pick<JsonPost, 'url' | 'shown'>) {
  return {
    method: 'POST',
    url: withoutCredentials(url).href,
    requestBody: shown,
  }
}

function authorizationOf({ url, basicUser }: JsonPost): string | undefined {
  const { username, password } = new URL(url)
  const credentials =
    basicUser === undefined ? `${decode(username)}:${decode(password)}` : `${basicUser}:`
  return credentials === ':' ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`
}

/** `fetch` refuses a URL with user and password, and would show them in what it throws. */
function withoutCredentials(url: string): URL {
  return Object.assign(new URL(url), { username: '', password: '' })
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

async function readSome(response: Response): Promise<string> {
  if (response.body === null) {
    return ''
  }
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length > ANSWER_LIMIT) {
      return `${text.slice(0, ANSWER_LIMIT)}\n… (the rest of the answer was left out)`
    }
  }
  return text + decoder.decode()
}

function describeStatus(response: Response, hasWriteKey: boolean): string {
  const { status } = response
  if (status >= 300 && status < 400) {
    const where = response.headers.get('location') ?? 'another address'
    return `The target redirects to ${where}. Set that address as the target if it is the right one.`
  }
  if (status === 401 || status === 403) {
    return hasWriteKey
      ? `The target refused the credentials (${status}). Check the write key.`
      : `The target wants credentials (${status}). Put them into its URL: https://user:password@host.`
  }
  if (status === 404) {
    return 'The target has nothing at this address (404). Check the URL.'
  }
  if (status === 429) {
    const after = response.headers.get('retry-after')
    const wait = after === null ? 'in a while' : `after ${after} s`
    return `The target takes no more requests for now (429). Push again ${wait}.`
  }
  return status >= 500
    ? `The target failed (${status}). Push again later.`
    : `The target refused the request (${status}). See its answer below.`
}

function describeFailure(url: string, error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `${url} gave no answer within ${ANSWER_DEADLINE_MS / 1000} s. Push again later.`
  }
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const code = (cause as { code?: unknown } | null)?.code
  if (code === 'ECONNREFUSED') {
    return `Nothing listens at ${url}. Start the receiver or correct the address.`
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `The host of ${url} cannot be found. Check the address and your connection.`
  }
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET') {
    return `${url} closed the connection before its answer was complete. Look at the receiver's log.`
  }
  const text = cause instanceof Error ? cause.message : String(cause)
  return `${url} cannot be reached: ${text}`
}
