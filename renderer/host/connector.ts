/**
 * The renderer's one way to the core: the typed calls and events of the contract, and whether the
 * core can be reached. Made once in `start.ts`; nothing else knows which host is behind it.
 */
import type { Client } from '#preload/client'

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'reconnecting'; readonly attempt: number; readonly since: number }

export interface Connector extends Pick<Client, 'api' | 'on'> {
  readonly connection: ConnectionState
  onConnectionChange(listener: () => void): () => void
  /** Tries again now instead of at the next scheduled time. */
  reconnect(): void
  dispose(): void
}
