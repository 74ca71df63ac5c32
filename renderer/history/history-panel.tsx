import { useDeferredValue, useState } from 'react'
import type { Result } from '#preload/contract'
import { SearchField } from '../ui/search-field.tsx'
import { Segmented } from '../ui/segmented.tsx'
import './history.css'
import { KeepForm, type KeepFormProps } from './keep-form.tsx'
import { RunsView, type HistoryEditors } from './runs-view.tsx'
import { useHistory } from './use-history.ts'
import { VersionsView } from './versions-view.tsx'

type View = 'runs' | 'ring' | 'versions'

export interface HistoryPanelProps extends HistoryEditors {
  readonly source: Pick<Result<'sources.get'>, 'id' | 'version' | 'code'>
  readonly isShown: boolean
  readonly keep: KeepFormProps | null
  /** Puts the code of a version in the editor, to be undone there. */
  readonly onRestore: (version: number) => void
  /** Puts what a run ran on in the payload editor. */
  readonly onOpenPayload: (runId: string) => void
}

export function HistoryPanel(props: HistoryPanelProps) {
  const [view, setView] = useState<View>('runs')
  const [search, setSearch] = useState('')
  const of = view === 'ring' ? 'ring' : 'single'
  const query = { search: useDeferredValue(search), of } as const
  const history = useHistory(props.source.id, query, props.isShown)
  return (
    <section className="pane" aria-label="History">
      <header className="history-bar">
        <Segmented<View>
          label="History of"
          value={view}
          onChange={setView}
          options={[
            { value: 'runs', label: 'Runs' },
            { value: 'ring', label: 'All Events' },
            { value: 'versions', label: 'Versions' },
          ]}
        />
        {view !== 'versions' ? (
          <SearchField
            label="Search runs"
            placeholder="Search payloads, outputs, logs, errors"
            value={search}
            onChange={setSearch}
          />
        ) : (
          <span className="grow" />
        )}
        {props.keep !== null && <KeepForm {...props.keep} />}
      </header>
      {/* An editor is not made before anybody sees it. */}
      {props.isShown &&
        (view === 'versions' ? (
          <VersionsView {...props} versions={history.versions} />
        ) : (
          <RunsView
            key={view}
            {...props}
            runs={history.runs}
            of={of}
            isSearched={search.trim() !== ''}
          />
        ))}
    </section>
  )
}
