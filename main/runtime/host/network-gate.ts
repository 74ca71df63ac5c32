/**
 * Which addresses the worker may connect to: closed between runs, opened by each run with the
 * policy of its source. The app's own servers stay out of reach under every policy: a function
 * holds its source's token, and a call to them would be one of the app.
 */
import type { NetworkPolicy } from '#preload/model/network'
import { addressKeys, isThisMachine, specialKind } from './addresses.ts'

export interface GateRules {
  readonly policy: NetworkPolicy
  /** Ports of the app's own servers on this machine. */
  readonly ownPorts: readonly number[]
}

export class NetworkGate {
  #rules: GateRules = { policy: 'none', ownPorts: [] }
  /** By what they stand for: an address has many spellings. */
  readonly #ownAddresses: ReadonlySet<string>

  /** Addresses of this machine's own interfaces: they lead to its services whatever their kind. */
  constructor(ownAddresses: Iterable<string>) {
    this.#ownAddresses = new Set([...ownAddresses].flatMap(addressKeys))
  }

  open(rules: GateRules): void {
    this.#rules = rules
  }

  close(): void {
    this.#rules = { policy: 'none', ownPorts: [] }
  }

  get isClosed(): boolean {
    return this.#rules.policy === 'none'
  }

  /** Why there is no connection to this address, as a sentence without its end. */
  refusal(address: string, port: number): string | null {
    const { policy, ownPorts } = this.#rules
    if (policy === 'none') {
      return `${policyIs(policy)}, so that no calls are made. ${advice}`
    }
    const keys = addressKeys(address)
    if (keys.length === 0) {
      return `${address} is no address`
    }
    const isOwn = keys.some((key) => this.#ownAddresses.has(key)) || isThisMachine(address)
    if (isOwn && ownPorts.includes(port)) {
      return `port ${port} of this machine is Hookbench's own and closed to functions, whatever the network policy`
    }
    if (policy === 'allow') {
      return null
    }
    const kind = isOwn ? 'an address of this machine' : specialKind(address)
    return kind === null
      ? null
      : `${policyIs(policy)}, and ${address} is ${kind}, not a public one. ${advice}`
  }
}

function policyIs(policy: NetworkPolicy): string {
  return `the network policy of this source is "${policy}"`
}

const advice =
  'To change that, choose another "Network policy" in the settings of the source, or --network on the command line'
