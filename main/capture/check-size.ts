/** Whether a body of a size comes through the public address, as the user is told of it. */
import type { Tunnel } from '#main/tunnel/tunnel'

export interface SizeCheck {
  readonly ok: boolean
  readonly message: string
}

export async function checkSize(
  tunnel: Pick<Tunnel, 'checkSize'>,
  bytes: number,
): Promise<SizeCheck> {
  const result = await tunnel.checkSize(bytes)
  const said = `${bytes.toLocaleString('en')} bytes`
  return {
    ok: result.ok,
    message: result.ok ? `A body of ${said} comes through.` : `A body of ${said}: ${result.reason}`,
  }
}
