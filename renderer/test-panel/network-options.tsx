import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { Button } from '../ui/button.tsx'
import { formatDate, plural } from '../ui/format.ts'
import { Segmented } from '../ui/segmented.tsx'
import { Select } from '../ui/select.tsx'
import type { RunChoices } from './run-choices.ts'
import './test-panel.css'

type Policy = Result<'sources.get'>['networkPolicy']

export interface NetworkOptionsProps {
  readonly source: Pick<Result<'sources.get'>, 'id' | 'networkPolicy'>
  readonly mode: RunChoices['network']
  readonly onChangeMode: (network: RunChoices['network']) => void
  readonly onChangePolicy: (policy: Policy) => void
  readonly onError: (error: unknown) => void
}

const policies: readonly { value: Policy; label: string }[] = [
  { value: 'allow', label: 'Any address' },
  { value: 'public', label: 'Public addresses only' },
  { value: 'none', label: 'Nothing' },
]

/** What the function may reach, and whether its calls are recorded or replayed. */
export function NetworkOptions(props: NetworkOptionsProps) {
  const { api, on } = useConnector()
  const sourceId = props.source.id
  const { data: cassette, refetch } = useQuery({
    queryKey: ['cassette', sourceId],
    queryFn: () => api['cassettes.get']({ sourceId }),
    staleTime: 0,
  })
  useEffect(() => on('runs.finished', () => void refetch()), [on, refetch])
  const forget = async (): Promise<void> => {
    try {
      await api['cassettes.delete']({ sourceId })
      props.onChangeMode('live')
      await refetch()
    } catch (error) {
      props.onError(error)
    }
  }
  return (
    <div className="network-options">
      <Select
        label="The function may reach"
        value={props.source.networkPolicy}
        options={policies}
        onChange={props.onChangePolicy}
      />
      <span className="field-label">Outgoing calls</span>
      <Segmented<RunChoices['network']>
        label="Outgoing calls"
        value={props.mode}
        onChange={props.onChangeMode}
        options={[
          { value: 'live', label: 'Live' },
          { value: 'record', label: 'Record' },
          { value: 'replay', label: 'Replay' },
        ]}
      />
      <p className="option-hint">
        {cassette == null ? (
          'Nothing is recorded yet. Record a run, then work on without a network.'
        ) : (
          <>
            {plural(cassette.calls.length, 'call')} recorded, last {formatDate(cassette.recordedAt)}
            .
          </>
        )}
      </p>
      {cassette != null && (
        <span>
          <Button size="small" onPress={() => void forget()}>
            Forget the recording
          </Button>
        </span>
      )}
    </div>
  )
}
