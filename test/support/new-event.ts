/** A captured event on its way to the disk; of its request a test gives what it is about. */
import type { CapturedRequest, NewEvent } from '#main/store/events-repo'

export function newEvent(
  sourceId: string,
  body: string | Uint8Array = '{}',
  request: Partial<Omit<CapturedRequest, 'body'>> = {},
): NewEvent {
  return {
    sourceId,
    title: '',
    request: {
      method: 'POST',
      path: '/',
      query: '',
      httpVersion: '1.1',
      remoteAddress: '127.0.0.1',
      rawHeaders: [],
      receivedAt: '2026-01-01T00:00:00.000Z',
      receiveMs: null,
      viaTunnel: false,
      ...request,
      body: typeof body === 'string' ? Buffer.from(body) : body,
    },
  }
}
