/** What was run and pushed is masked as the settings are: what the window holds of it is not. */
import type { QueryClient } from '@tanstack/react-query'
import type { Result } from '#preload/contract'
import type { Connector } from './connector.ts'
import { queryKeys } from './query-keys.ts'

/** To be called with the settings that were saved. */
export function readRunsAnew(
  connector: Connector,
  client: QueryClient,
  { id, settings }: Pick<Result<'sources.get'>, 'id' | 'settings'>,
): void {
  if (settings.some(({ encrypted }) => encrypted)) {
    // That the core does not answer is said elsewhere.
    readAnew(connector, client, id).catch(() => undefined)
  }
}

async function readAnew({ api }: Connector, client: QueryClient, sourceId: string): Promise<void> {
  void client.invalidateQueries({ queryKey: queryKeys.pastRuns })
  void client.invalidateQueries({ queryKey: queryKeys.ring(sourceId) })
  const [run, push] = await Promise.all([
    api['runs.last']({ sourceId }),
    api['push.last']({ sourceId }),
  ])
  // A newer one may have come meanwhile.
  client.setQueryData<Result<'runs.last'>>(queryKeys.lastRun(sourceId), (now) =>
    now?.id === run?.id ? run : now,
  )
  client.setQueryData<Result<'push.last'>>(queryKeys.lastPush(sourceId), (now) =>
    now?.id === push?.id ? push : now,
  )
}
