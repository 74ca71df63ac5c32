/** Where webhooks arrive, and where they would if a window were opened now. */
import type { Tunnel } from '#main/tunnel/tunnel'
import type { CaptureStatus, Preferences } from '#preload/model'
import { ThirdPartyTunnel } from '#preload/model/tunnel'
import type { UsualPort } from './usual-port.ts'

export function localUrlAt(port: number): string {
  return `http://127.0.0.1:${port}`
}

/** Whether the chosen way to a public address needs no consent, or has it. */
export function isConsented({ tunnelProvider, tunnelConsent }: Preferences): boolean {
  const thirdParty = ThirdPartyTunnel.safeParse(tunnelProvider).data
  return thirdParty === undefined || tunnelConsent.includes(thirdParty)
}

export function nextAddresses(
  preferences: Preferences,
  listener: { readonly port: number; readonly wantedPort: number } | undefined,
  tunnel: Pick<Tunnel, 'expectedUrl'>,
  usualPort: Pick<UsualPort, 'isTaken'>,
): CaptureStatus['next'] {
  const { capturePort, tunnelProvider: provider, relayUrl, ownPublicUrl } = preferences
  const port = listener?.wantedPort === capturePort ? listener.port : capturePort
  return {
    // The system chooses one when the listener starts.
    localUrl:
      port === 0 || (listener === undefined && usualPort.isTaken(port)) ? null : localUrlAt(port),
    publicUrl: isConsented(preferences)
      ? tunnel.expectedUrl({ provider, relayUrl, ownPublicUrl })
      : null,
  }
}
