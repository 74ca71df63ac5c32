/** Which headers the way here added: what a relay says of itself was never the sender's. */
import type { CapturedRequest } from '#main/store/events-repo'
import type { ViewHeader } from '#preload/model/event-view'

/** What relays, tunnels and proxies say of the way that the request came. */
export const RELAY_HEADER =
  /^(?:x-forwarded-(?:for|proto|host|port|server|ssl)|x-real-ip|x-nginx-proxy|forwarded|via|cf-(?:ray|connecting-ip|ipcountry|visitor|warp-tag-id)|cdn-loop)$/i

export function headerOrigins({
  rawHeaders,
  viaTunnel,
}: Pick<CapturedRequest, 'rawHeaders' | 'viaTunnel'>): {
  headers: ViewHeader[]
  namesLowered: boolean
} {
  return {
    headers: rawHeaders.map(([name, value]) => ({
      name,
      value,
      origin: !RELAY_HEADER.test(name) ? 'sender' : viaTunnel ? 'relay' : 'forwarder',
    })),
    namesLowered: viaTunnel && rawHeaders.every(([name]) => name === name.toLowerCase()),
  }
}
