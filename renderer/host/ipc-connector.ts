import type { Bridge } from '#preload/channels'
import { createClient, type Transport } from '#preload/client'
import type { Connector } from './connector.ts'

declare global {
  interface Window {
    /** Put there by the preload script; missing in a browser. */
    readonly hookbench?: Bridge
  }
}

/** Electron: the core lives as long as the window does, so the connection is always there. */
export function createIpcConnector(bridge: Bridge): Connector {
  const transport: Transport = {
    send: (message) => bridge.send(message),
    onMessage: (listener) => bridge.onMessage(listener),
    onClose: () => () => undefined,
  }
  const client = createClient(transport)
  return {
    api: client.api,
    on: (event, listener) => client.on(event, listener),
    connection: { kind: 'connected' },
    onConnectionChange: () => () => undefined,
    reconnect: () => window.location.reload(),
    dispose: () => client.dispose(),
  }
}
