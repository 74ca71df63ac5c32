/** The two Electron channels and the bridge that the preload script puts on the page. */
export const REQUEST_CHANNEL = 'hookbench:request'
export const MESSAGE_CHANNEL = 'hookbench:message'

export interface Bridge {
  /** Sends one request envelope; the reply comes back as a message. */
  send(message: unknown): void
  /** Listens to replies and events; returns its off. */
  onMessage(listener: (message: unknown) => void): () => void
}
