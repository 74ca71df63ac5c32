/** The addresses of a source, and the commands to call it by hand. */
import type { Result } from '#preload/contract'

type CaptureStatus = Result<'capture.status'>

export interface WebhookUrls {
  /** What to paste into the upstream tool; `null` while there is no address at all. */
  readonly primary: string | null
  readonly kind: 'public' | 'local'
  readonly local: string | null
  readonly public: string | null
}

/** The whole address of a source at a base without path. */
export function urlAt(base: string, token: string): string {
  return `${base.replace(/\/+$/, '')}/?b=${encodeURIComponent(token)}`
}

export function webhookUrls(status: CaptureStatus | undefined, token: string): WebhookUrls {
  const local = status?.localUrl == null ? null : urlAt(status.localUrl, token)
  const publicBase = status?.tunnel.publicUrl ?? null
  const publicUrl = publicBase === null ? null : urlAt(publicBase, token)
  return {
    primary: publicUrl ?? local,
    kind: publicUrl === null ? 'local' : 'public',
    local,
    public: publicUrl,
  }
}

export function curlCommand(url: string): string {
  const body = '{"key":"value"}'
  return `curl -X POST '${url}' -H 'Content-Type: application/json' -d '${body}'`
}
