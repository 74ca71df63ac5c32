import type * as NodeOs from 'node:os'
import type { Builtin } from './binary.ts'

/** Addresses of this machine's interfaces: they lead to its services, be they public or not. */
export function ownAddresses(builtin: Builtin): string[] {
  const { networkInterfaces } = builtin('os') as typeof NodeOs
  return Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map(({ address }) => address),
  )
}
