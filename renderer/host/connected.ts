import type { Connector } from './connector.ts'

/** Once the core can be asked. */
export function connected(connector: Connector): Promise<void> {
  return new Promise((resolve) => {
    if (connector.connection.kind === 'connected') {
      resolve()
      return
    }
    const off = connector.onConnectionChange(() => {
      if (connector.connection.kind === 'connected') {
        off()
        resolve()
      }
    })
  })
}
