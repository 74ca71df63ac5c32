/** From the connection to a source on the bench, with a designed state for each thing missing. */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Result } from '#preload/contract'
import type { ImportStart } from '../exchange/import-dialog.tsx'
import { useConnection } from '../host/connector-context.tsx'
import { useCaptureStatus, useSource, useSources } from '../host/queries.ts'
import { useLiveSync } from '../host/use-live-sync.ts'
import { SourceDialogs } from '../sources/source-switcher.tsx'
import { ConsentDialog } from '../tunnel/consent-dialog.tsx'
import { Button } from '../ui/button.tsx'
import { areDraftsReady, onDraftsReady } from '../ui/draft-store.ts'
import { loadPartsWhenIdle } from '../ui/lazy-part.tsx'
import { areViewsReady, onViewsReady, readLocal, writeLocal } from '../ui/local-store.ts'
import { EmptyState } from '../ui/state.tsx'
import { ActionCenter } from './action-center.tsx'
import './app.css'
import { BenchSkeleton, BodySkeleton } from './bench-skeleton.tsx'
import { ImportArea } from './import-area.tsx'
import { markReady } from './mark-ready.ts'
import { StoreTroubleBar } from './store-trouble-bar.tsx'
import { StartError } from './start-error.tsx'
import { TopBar } from './top-bar.tsx'
import { useAppliedPreferences } from './use-preferences.ts'
import { Workbench, type WorkbenchProps } from './workbench.tsx'

/** All that is seen is there. */
function markLoaded(): void {
  document.body.dataset.appState = 'loaded'
  performance.mark('hookbench:loaded')
  void loadPartsWhenIdle()
}

export function Shell() {
  useLiveSync()
  const connection = useConnection()
  const sources = useSources()
  const { refetch, isError } = sources
  // A question asked before the connection was there has failed: ask again when it is.
  const isConnected = connection.kind === 'connected'
  useEffect(() => {
    if (isConnected && isError) {
      void refetch()
    }
    // Only a new connection asks again by itself; an error that stays is the user's to retry.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isConnected])

  const isViewKnown = useSyncExternalStore(onViewsReady, areViewsReady)
  if (sources.data !== undefined && isViewKnown) {
    return <Bench sources={sources.data} />
  }
  if (sources.isError && isConnected) {
    return <StartError error={sources.error} onRetry={() => void refetch()} />
  }
  return <BenchSkeleton />
}

function Bench(props: { sources: Result<'sources.list'> }) {
  'use memo'
  const { sources } = props
  const [chosen, setChosen] = useState(() => readLocal('source'))
  const [isCreating, setCreating] = useState(false)
  const [importing, setImporting] = useState<ImportStart | null>(null)
  const tunnel = useCaptureStatus().data?.tunnel
  const { preferences, change } = useAppliedPreferences()
  const current = sources.find((source) => source.id === chosen) ?? sources[0] ?? null
  const choose = useCallback((sourceId: string) => {
    writeLocal('source', sourceId)
    setChosen(sourceId)
  }, [])
  const isEmpty = current === null
  useEffect(() => {
    if (isEmpty) {
      markReady()
      markLoaded()
    }
  }, [isEmpty])
  return (
    <div className="workbench">
      <TopBar sources={sources} current={current} onSwitch={choose} />
      <StoreTroubleBar />
      {current === null ? (
        <main className="workbench-body">
          <EmptyState
            title="No sources"
            action={
              <span className="empty-actions">
                <Button variant="primary" onPress={() => setCreating(true)}>
                  New source
                </Button>
                <Button onPress={() => setImporting({ kind: 'empty' })}>Import…</Button>
              </span>
            }
          >
            A source is a function with its own webhook URL, settings and captured events.
          </EmptyState>
        </main>
      ) : (
        <SourceBench
          key={current.id}
          sourceId={current.id}
          sources={sources}
          onSwitch={choose}
          onImport={() => setImporting({ kind: 'empty' })}
        />
      )}
      <ActionCenter sources={sources} current={current} onSwitch={choose} />
      <SourceDialogs
        sources={sources}
        current={current}
        onSwitch={choose}
        dialog={isCreating ? 'create' : null}
        onClose={() => setCreating(false)}
      />
      <ImportArea
        start={importing}
        sources={sources}
        currentId={current?.id ?? null}
        onStart={setImporting}
        onSwitch={choose}
      />
      {tunnel !== undefined && preferences !== undefined && (
        <ConsentDialog tunnel={tunnel} preferences={preferences} onChangePreferences={change} />
      )}
    </div>
  )
}

interface SourceBenchProps extends Omit<WorkbenchProps, 'source' | 'onReady' | 'onLoaded'> {
  readonly sourceId: string
}

function SourceBench(props: SourceBenchProps) {
  'use memo'
  const source = useSource(props.sourceId)
  // What was typed last is there before the first key.
  const areThere = useSyncExternalStore(onDraftsReady, areDraftsReady)
  if (source.data !== undefined && areThere) {
    return <Workbench {...props} source={source.data} onReady={markReady} onLoaded={markLoaded} />
  }
  if (source.isError) {
    return <StartError error={source.error} onRetry={() => void source.refetch()} />
  }
  return <BodySkeleton label="Loading the source" />
}
