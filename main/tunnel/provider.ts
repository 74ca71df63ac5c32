/** What the tunnel asks of whatever gives it a public address. */
export interface TunnelProvider {
  /** Rejects with a `TunnelFailure`, or when the signal is aborted. */
  connect(signal: AbortSignal): Promise<ProviderConnection>
  /** False when there is nothing to connect: a failing address is watched, not replaced. */
  readonly canReconnect: boolean
}

export interface ProviderConnection {
  /** Base of the public address, without a slash at the end. */
  readonly publicUrl: string
  /** Resolves with a reason, a sentence, when the connection is known to be dead. */
  readonly lost: Promise<string>
  /**
   * `gentle`: answers that are on their way may still get through. A promise is waited for before
   * the tunnel counts as closed.
   */
  close(gentle: boolean): void | Promise<void>
}

/** An expected failure; the message is a sentence for the user. */
export class TunnelFailure extends Error {
  override readonly name = 'TunnelFailure'
}
