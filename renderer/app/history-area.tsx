import type { Result } from '#preload/contract'
import { CompareTexts } from '../editor/lazy-compare.tsx'
import { TextEditor } from '../editor/lazy-monaco.tsx'
import { HistoryPanel } from '../history/history-panel.tsx'
import { useConnector } from '../host/connector-context.tsx'
import type { PayloadState } from '../test-panel/use-payload.ts'
import { showToast } from '../ui/toast.tsx'
import { reportError } from './report-error.ts'
import { useAppliedPreferences } from './use-preferences.ts'

export interface HistoryAreaProps {
  readonly source: Result<'sources.get'>
  readonly payload: PayloadState
  readonly isShown: boolean
  readonly onRestore: (version: number) => void
  readonly onShowTest: () => void
}

export function HistoryArea(props: HistoryAreaProps) {
  const { api } = useConnector()
  const { preferences, change } = useAppliedPreferences()
  async function openPayload(runId: string): Promise<void> {
    const { run, payload } = await api['history.run']({ runId })
    if (run.eventId !== null && props.payload.has(run.eventId)) {
      props.payload.select(run.eventId)
    } else if (payload === null) {
      showToast({ tone: 'info', title: 'What this run ran on is no longer kept.' })
      return
    } else {
      props.payload.open(payload)
    }
    props.onShowTest()
  }
  return (
    <HistoryPanel
      source={props.source}
      isShown={props.isShown}
      keep={preferences === undefined ? null : { preferences, onChange: change }}
      Compare={CompareTexts}
      Text={TextEditor}
      onRestore={props.onRestore}
      onOpenPayload={(runId) => void openPayload(runId).catch(reportError)}
    />
  )
}
