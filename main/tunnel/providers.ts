/** The providers of a public address. */
import { openRelaySockets, type SocketTimings } from './localtunnel-client.ts'
import { TunnelFailure, type TunnelProvider } from './provider.ts'
import { requestGrant } from './relay-grant.ts'

export interface RelayOptions {
  readonly relayUrl: string
  readonly localPort: number
  readonly connectMs: number
  readonly sockets: SocketTimings
  /** The name of last time, asked for so that the address in the upstream tool stays right. */
  readonly name: string | undefined
  onGranted(name: string): void
}

export function createRelayProvider(options: RelayOptions): TunnelProvider {
  let { name } = options
  let insisted = false
  return {
    canReconnect: true,
    async connect(signal) {
      const { relayUrl, localPort, connectMs } = options
      const grant = await requestGrant({ relayUrl, name, signal, timeoutMs: connectMs })
      signal.throwIfAborted()
      // The relay notices only after a second that the old connection is gone, and until then
      // takes the name for used. Asked a little later it gives it back.
      if (name !== undefined && grant.name !== name && !insisted) {
        insisted = true
        throw new TunnelFailure('The relay gave another address; asking for the same one again.')
      }
      insisted = false
      name = grant.name
      options.onGranted(name)
      const sockets = openRelaySockets(grant.endpoint, localPort, options.sockets)
      return {
        publicUrl: grant.publicUrl,
        lost: sockets.lost,
        close: (gentle) => sockets.close(gentle),
      }
    },
  }
}

/** Without a slash at the end; `undefined` for what is no address. */
export function ownBase(publicUrl: string): string | undefined {
  const isAddress = URL.canParse(publicUrl) && /^https?:/i.test(publicUrl)
  return isAddress ? publicUrl.replace(/\/+$/, '') : undefined
}

/** An address that the user's own tool or network forwards to the capture port. */
export function createOwnUrlProvider(publicUrl: string): TunnelProvider {
  return {
    canReconnect: false,
    async connect() {
      const base = ownBase(publicUrl)
      if (base === undefined) {
        throw new TunnelFailure(
          'Your own public URL is not set: enter it in the preferences, with https:// in front.',
        )
      }
      return {
        publicUrl: base,
        lost: new Promise(() => {}),
        close() {},
      }
    },
  }
}
