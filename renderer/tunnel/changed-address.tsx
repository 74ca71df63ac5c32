import { useEffect, useState } from 'react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { NoticeBar } from '../ui/notice-bar.tsx'
import { readLocal, writeLocal } from '../ui/local-store.ts'

type Tunnel = Result<'capture.status'>['tunnel']

export interface ChangedAddressProps {
  readonly tunnel: Tunnel
  /** The whole webhook URL at a public address. */
  readonly urlAt: (publicUrl: string) => string
}

function keyOf(provider: Tunnel['provider']): string {
  return `public-url:${provider}`
}

function knownAddress(provider: Tunnel['provider']): string | null {
  const kept = readLocal(keyOf(provider))
  return typeof kept === 'string' ? kept : null
}

/** The address that is granted; `null` where none is, or where the user chose it. */
function grantedAddress({ provider, publicUrl }: Tunnel): string | null {
  return provider === 'url' || provider === 'none' ? null : publicUrl
}

/**
 * Shouts when the tunnel granted another address than last time: upstream tools still call the
 * old one. It stays until it is acknowledged, over restarts too.
 */
export function ChangedAddress(props: ChangedAddressProps) {
  const { provider } = props.tunnel
  const now = grantedAddress(props.tunnel)
  const [, setAcknowledged] = useState<string | null>(null)
  const before = knownAddress(provider)
  useEffect(() => {
    if (now !== null && knownAddress(provider) === null) {
      writeLocal(keyOf(provider), now)
    }
  }, [provider, now])
  if (now === null || before === null || before === now) {
    return null
  }
  const accept = (): void => {
    writeLocal(keyOf(provider), now)
    setAcknowledged(now)
  }
  return (
    <NoticeBar
      testId="changed-address"
      text={
        <>
          <strong>Your public address is another one now.</strong> Upstream tools that call{' '}
          <span className="mono">{new URL(before).host}</span> reach nobody: enter{' '}
          <span className="mono">{new URL(now).host}</span> there.
        </>
      }
    >
      <CopyButton text={props.urlAt(now)} label="Copy the new webhook URL" />
      <Button onPress={accept}>Done</Button>
    </NoticeBar>
  )
}
