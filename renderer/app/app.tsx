import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { ConnectorProvider } from '../host/connector-context.tsx'
import type { Connector } from '../host/connector.ts'
import { Toasts } from '../ui/toast.tsx'
import { ConnectionCover } from './connection-cover.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { OutdatedCover } from './outdated-cover.tsx'
import { Shell } from './shell.tsx'

export function App(props: { connector: Connector; queryClient: QueryClient }) {
  return (
    <ErrorBoundary>
      <ConnectorProvider connector={props.connector}>
        <QueryClientProvider client={props.queryClient}>
          <Shell />
          <ConnectionCover />
          <OutdatedCover />
          <Toasts />
        </QueryClientProvider>
      </ConnectorProvider>
    </ErrorBoundary>
  )
}
