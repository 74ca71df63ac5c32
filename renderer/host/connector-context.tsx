import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react'
import type { ConnectionState, Connector } from './connector.ts'

const ConnectorContext = createContext<Connector | null>(null)

export function ConnectorProvider(props: { connector: Connector; children: ReactNode }) {
  return <ConnectorContext value={props.connector}>{props.children}</ConnectorContext>
}

export function useConnector(): Connector {
  const connector = useContext(ConnectorContext)
  if (connector === null) {
    throw new Error('useConnector is used outside of ConnectorProvider')
  }
  return connector
}

export function useConnection(): ConnectionState {
  const connector = useConnector()
  return useSyncExternalStore(
    (listener) => connector.onConnectionChange(listener),
    () => connector.connection,
  )
}
