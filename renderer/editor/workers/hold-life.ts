/**
 * A worker that dies says nothing. But a lock that it holds is then given to whoever waits for it:
 * so each of ours holds one by its own name for as long as it lives.
 */
export function holdLife(): void {
  const { name } = self
  if (name === '') {
    return
  }
  void navigator.locks.request(name, () => {
    // A channel has no origin to be told; it ends at ours.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    new BroadcastChannel(name).postMessage('held')
    // Never: only the end of the worker lets it go.
    return new Promise<void>(() => undefined)
  })
}
