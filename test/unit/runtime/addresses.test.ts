import { isThisMachine, specialKind } from '#main/runtime/host/addresses'
import { describe, expect, it } from 'vitest'

describe('what an address stands for', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '169.253.255.255',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:82a::200e',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
    '2002:808:808::1',
  ])('%s is public', (address) => {
    expect(specialKind(address)).toBe(null)
  })

  it.each([
    ['127.0.0.1', 'machine'],
    ['127.255.255.254', 'machine'],
    ['0.0.0.0', 'machine'],
    ['::', 'machine'],
    ['::1', 'machine'],
    ['::ffff:127.0.0.1', 'machine'],
    ['::ffff:7f00:1', 'machine'],
    ['0:0:0:0:0:ffff:7f00:0001', 'machine'],
    ['::127.0.0.1', 'machine'],
    ['::ffff:0:127.0.0.1', 'machine'],
    ['64:ff9b::127.0.0.1', 'machine'],
    ['2002:7f00:1::', 'machine'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['::ffff:192.168.1.1', 'private'],
    ['::ffff:a00:1', 'private'],
    ['fd00:ec2::254', 'private'],
    ['fc00::1', 'private'],
    ['fec0::1', 'private'],
    ['169.254.169.254', 'link-local'],
    ['::ffff:169.254.169.254', 'link-local'],
    ['64:ff9b::a9fe:a9fe', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['100.64.0.1', 'provider'],
    ['100.100.100.200', 'provider'],
    ['224.0.0.1', 'multicast'],
    ['ff02::1', 'multicast'],
    ['255.255.255.255', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['2001:db8::1', 'reserved'],
    ['2001::1', 'reserved'],
    ['0x7f.1', 'no address'],
    ['0177.0.0.1', 'machine|no address'],
    ['1.2.3', 'no address'],
    ['1::2::3', 'no address'],
    ['', 'no address'],
    ['localhost', 'no address'],
  ])('%s is not: %s', (address, kind) => {
    expect(specialKind(address)).toMatch(new RegExp(kind))
  })

  it('knows this machine in all its spellings', () => {
    expect(isThisMachine('::ffff:127.0.0.9')).toBe(true)
    expect(isThisMachine('10.0.0.1')).toBe(false)
  })
})
