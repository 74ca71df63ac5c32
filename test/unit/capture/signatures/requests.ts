/** Short ways to write requests down in the tests of signatures. */
import type { SignedRequest } from '#main/capture/signatures/signed-request'

export function request(
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
  rest: Partial<SignedRequest> = {},
): SignedRequest {
  return {
    method: 'POST',
    path: '/',
    query: '',
    rawHeaders: Object.entries(headers),
    body: typeof body === 'string' ? Buffer.from(body) : body,
    ...rest,
  }
}

/** A request to this URL. */
export function to(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  method = 'POST',
): SignedRequest {
  const { origin, pathname, search } = new URL(url)
  return request(headers, body, {
    method,
    path: pathname,
    query: search.slice(1),
    publicUrls: [origin],
  })
}
