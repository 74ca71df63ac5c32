import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Params, Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import { NetworkOptions } from '../test-panel/network-options.tsx'
import type { RunChoices } from '../test-panel/run-choices.ts'
import { RunOptions } from '../test-panel/run-options.tsx'
import { reportError } from './report-error.ts'

export interface RunOptionsAreaProps {
  readonly source: Result<'sources.get'>
  readonly choices: RunChoices
  readonly onChange: (change: Partial<RunChoices>) => void
}

export function RunOptionsArea(props: RunOptionsAreaProps) {
  const { api } = useConnector()
  const client = useQueryClient()
  const { source, choices, onChange } = props
  const update = useMutation({
    mutationFn: (networkPolicy: Params<'sources.update'>['networkPolicy']) =>
      api['sources.update']({ sourceId: source.id, networkPolicy }),
    onSuccess: (saved) => client.setQueryData(queryKeys.source(source.id), saved),
  })
  return (
    <RunOptions
      choices={choices}
      onChange={onChange}
      network={
        <NetworkOptions
          source={source}
          mode={choices.network}
          onChangeMode={(network) => onChange({ network })}
          onChangePolicy={update.mutate}
          onError={reportError}
        />
      }
    />
  )
}
