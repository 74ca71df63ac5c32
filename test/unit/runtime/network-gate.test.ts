import { NetworkGate } from '#main/runtime/host/network-gate'
import { describe, expect, it } from 'vitest'

const own = 4040

function opened(policy: 'allow' | 'public'): NetworkGate {
  const gate = new NetworkGate(['2a02:8109::2', '93.184.216.34', 'fe80::1'])
  gate.open({ policy, ownPorts: [own] })
  return gate
}

describe("this machine's own addresses", () => {
  it.each([
    '2a02:8109::2',
    '2A02:8109::2',
    '2a02:8109:0:0:0:0:0:2',
    '2a02:8109::0.0.0.2',
    '93.184.216.34',
    '::ffff:93.184.216.34',
    '::FFFF:5db8:d822',
    '64:ff9b::93.184.216.34',
    'fe80::1%eth0',
    'fe80:0::1%2',
  ])('are known in any spelling: %s', (address) => {
    expect(opened('public').refusal(address, 80)).toContain('an address of this machine')
    expect(opened('allow').refusal(address, 80)).toBe(null)
    expect(opened('allow').refusal(address, own)).toContain("Hookbench's own")
  })

  it.each(['2a02:8109::3', '93.184.216.35', '::ffff:93.184.216.35'])('are not %s', (address) => {
    expect(opened('public').refusal(address, own)).toBe(null)
  })
})

it.each(['127.0.0.1\0x', '127.0.0.1 ', 'localhost', '', '127.1', '1.2.3.4.5'])(
  'what is no address is refused under every policy: %j',
  (address) => {
    for (const policy of ['allow', 'public'] as const) {
      expect(opened(policy).refusal(address, 80)).toContain('is no address')
    }
  },
)
