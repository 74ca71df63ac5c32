/** The addresses of a source, and the commands to call it by hand. */
import type { Result } from '#preload/contract'

type CaptureStatus = Result<'capture.status'>

export interface WebhookUrls {
  /** What to paste into the upstream tool; `null` while no address is known at all. */
  readonly primary: string | null
  readonly kind: 'public' | 'local'
  readonly local: string | null
  readonly public: string | null
  /** No window of the source is open: the address can be copied, but takes nothing yet. */
  readonly isWaiting: boolean
  /** What is to be said of the address that is shown; `null` while it works. */
  readonly condition: string | null
}

const CONDITIONS: Readonly<Record<CaptureStatus['tunnel']['state'], string | null>> = {
  idle: null,
  connecting: 'being checked',
  verifying: 'being checked',
  listening: null,
  degraded: 'may not work now',
  reconnecting: 'not working now',
  offline: 'not working now',
}

/** The whole address of a source at a base without path. */
export function urlAt(base: string, token: string): string {
  return `${base.replace(/\/+$/, '')}/?b=${encodeURIComponent(token)}`
}

export function webhookUrls(
  status: CaptureStatus | undefined,
  source: { readonly id: string; readonly token: string },
): WebhookUrls {
  const isWaiting = status?.windows.some(({ sourceId }) => sourceId === source.id) !== true
  const expected = isWaiting ? status?.next : undefined
  const whole = (base: string | null | undefined): string | null =>
    base == null ? null : urlAt(base, source.token)
  const local = whole(status?.localUrl ?? expected?.localUrl)
  const publicUrl = whole(status?.tunnel.publicUrl ?? expected?.publicUrl)
  return {
    primary: publicUrl ?? local,
    kind: publicUrl === null ? 'local' : 'public',
    local,
    public: publicUrl,
    isWaiting,
    condition: isWaiting
      ? 'opens with the window'
      : publicUrl === null || status === undefined
        ? null
        : CONDITIONS[status.tunnel.state],
  }
}

export function curlCommand(url: string): string {
  const body = '{"key":"value"}'
  return `curl -X POST '${url}' -H 'Content-Type: application/json' -d '${body}'`
}

/** As the address writes it. */
export function portOfUrl(url: string): string {
  return new URL(url).port
}
