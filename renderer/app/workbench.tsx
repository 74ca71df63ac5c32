/** One source on the bench: composes the features, which do not know each other. */
import { useEffect, useRef, useState } from 'react'
import type { Result } from '#preload/contract'
import { useSeenHandshakes } from '../answers/seen-handshakes.ts'
import { CaptureControl } from '../captures/capture-control.tsx'
import { OtherWindows } from '../captures/other-windows.tsx'
import { TakenOver } from '../captures/taken-over.tsx'
import { useCapture } from '../captures/use-capture.ts'
import { urlAt, webhookUrls } from '../captures/webhook-urls.ts'
import { WebhookUrlBar } from '../captures/webhook-url-bar.tsx'
import { CoverageToggle } from '../coverage/coverage-toggle.tsx'
import { useCoverage } from '../coverage/use-coverage.ts'
import type { MonacoTextHandle } from '../editor/monaco-text.tsx'
import { useCodeDraft } from '../editor/use-code-draft.ts'
import { useRing } from '../ring/use-ring.ts'
import { useRunChoices } from '../test-panel/run-choices.ts'
import { useCapturedEvents } from '../captures/use-captured-events.ts'
import { useIsRunning, useRunControl } from '../output/use-run.ts'
import { usePayload } from '../test-panel/use-payload.ts'
import { ChangedAddress } from '../tunnel/changed-address.tsx'
import { Panes } from '../ui/panes.tsx'
import { useLater } from '../ui/use-later.ts'
import { CODE_PANE, SIDE_PANE } from './bench-panes.ts'
import { BusyPortArea } from './busy-port-area.tsx'
import { PaneSkeleton } from './bench-skeleton.tsx'
import { FieldsArea, HistoryArea, RingArea, TemplatesArea } from './lazy-parts.ts'
import { CodeArea } from './code-area.tsx'
import { CaptureAnnouncer } from './capture-announcer.tsx'
import { EventDialogs } from './event-dialogs.tsx'
import { FirstStepsArea } from './first-steps-area.tsx'
import type { PayloadPlace } from './payload-editor.tsx'
import { PayloadArea } from './payload-area.tsx'
import { OutputArea } from './output-area.tsx'
import { reportError } from './report-error.ts'
import { SideTabs } from './side-tabs.tsx'
import { useBenchActions } from './use-bench-actions.ts'
import { useEventOffers } from './use-event-offers.ts'
import { useEventTools } from './use-event-tools.ts'
import { useIsEditorUp } from './use-is-editor-up.ts'
import { RunOptionsArea } from './run-options-area.tsx'
import { useCoverageTools } from './use-coverage-tools.ts'
import { useCodeChanges } from './use-code-changes.ts'
import { useMissingSettings } from './use-missing-settings.ts'
import { useSaveAndTest } from './use-save-and-test.ts'
import { useSideTab } from './use-side-tab.ts'
import { WindowTitle } from './window-title.tsx'

export interface WorkbenchProps {
  readonly source: Result<'sources.get'>
  readonly sources: Result<'sources.list'>
  readonly onSwitch: (sourceId: string) => void
  readonly onImport: () => void
  /** The code can be typed in. */
  readonly onReady: () => void
  /** All of the bench is there. */
  readonly onLoaded: () => void
}

export function Workbench(props: WorkbenchProps) {
  'use memo'
  const run = useRunControl(props.source.id)
  // A save is drawn after the run that waits for it: most of what shows the source is hidden.
  const source = useLater(props.source, run.calm)
  const codeEditor = useRef<MonacoTextHandle>(null)
  const [tab, setTab] = useSideTab(source.id)
  const capture = useCapture(source.id)
  const captured = useCapturedEvents(source.id)
  const payload = usePayload(props.source, captured.events)
  const draft = useCodeDraft(props.source)
  const isRunning = useIsRunning(run)
  const { choices, change: changeChoices } = useRunChoices(source.id)
  const { missing, onRun } = useMissingSettings(source, () => setTab('settings'))
  const coverage = useCoverage(source)
  const observes = coverage.isOn
  const actions = useSaveAndTest(source, { draft, payload, run, choices, observes, onRun })
  const changes = useCodeChanges(source, draft)
  const ring = useRing({ source, observes, onError: reportError })
  const [place, setPlace] = useState<PayloadPlace | null>(null)
  const jump = (line: number, column?: number): void => codeEditor.current?.reveal(line, column)
  const coverageTools = useCoverageTools({ coverage, ring, saveThen: actions.saveThen, jump })
  const tools = useEventTools(captured, payload)
  const seen = useSeenHandshakes(source.id)
  const showTest = (): void => {
    setTab('test')
    tools.show(null)
  }
  const saveAndTest = (): void => {
    showTest()
    actions.run()
  }
  const runAll = (): void => {
    setTab('ring')
    actions.saveThen(ring.run)
  }
  useBenchActions({
    source,
    codeEditor,
    capture,
    captured,
    payload,
    run,
    isRunning,
    ring,
    coverage,
    coverageTools,
    codeNow: () => draft.code(),
    onSave: actions.save,
    onRun: saveAndTest,
    onRunAll: runAll,
    onSelectTab: setTab,
  })
  useEventOffers({
    sourceId: source.id,
    chosen: captured.events.find(({ id }) => id === payload.selection),
    captured,
    tools,
    onShowTest: () => setTab('test'),
    onImport: props.onImport,
  })

  const [isEditorUp, markEditorUp] = useIsEditorUp()
  const { onLoaded } = props
  useEffect(() => {
    if (isEditorUp) {
      onLoaded()
    }
  }, [isEditorUp, onLoaded])

  return (
    <>
      <section className="capture-bar" aria-label="Webhook URL">
        <WebhookUrlBar status={capture.status} source={source} />
        <OtherWindows
          windows={capture.others}
          sources={props.sources}
          onSwitch={props.onSwitch}
          onStop={capture.stopOther}
        />
        <CaptureControl capture={capture} />
      </section>
      <FirstStepsArea
        source={source}
        hasUrl={webhookUrls(capture.status, source).primary !== null}
      />
      <BusyPortArea status={capture.status} token={source.token} />
      {capture.status?.takenOver != null && (
        <TakenOver
          takenOver={capture.status.takenOver}
          isOpening={capture.isOpening}
          onCapture={capture.openAgain}
        />
      )}
      {capture.status !== undefined && (
        <ChangedAddress
          tunnel={capture.status.tunnel}
          urlAt={(publicUrl) => urlAt(publicUrl, source.token)}
        />
      )}
      <WindowTitle sourceName={source.name} endsAt={capture.endsAt} />
      <CaptureAnnouncer sourceId={source.id} />
      <output className="visually-hidden">{coverageTools.said}</output>
      <main className="workbench-body">
        <Panes
          id="workbench"
          orientation="horizontal"
          splitterLabel="Resize the code"
          items={[
            {
              id: 'code',
              defaultSize: `${CODE_PANE.share}%`,
              minSize: `${CODE_PANE.least}px`,
              content: (
                <CodeArea
                  source={source}
                  draft={draft}
                  run={run}
                  marks={coverage.marks}
                  bar={<CoverageToggle coverage={coverage} onTurn={coverageTools.turn} />}
                  actions={actions}
                  onMigrate={changes.migrate}
                  onReady={(handle) => {
                    codeEditor.current = handle
                    props.onReady()
                    markEditorUp()
                  }}
                />
              ),
            },
            {
              id: 'side',
              defaultSize: `${SIDE_PANE.share}%`,
              minSize: `${SIDE_PANE.least}px`,
              content: isEditorUp ? (
                <SideTabs
                  source={source}
                  captured={captured}
                  payload={payload}
                  tools={tools}
                  seen={seen}
                  missingSettings={missing}
                  isCapturing={capture.endsAt !== null}
                  isFull={capture.window?.full === true}
                  tab={tab}
                  onSelectTab={setTab}
                  onCapture={capture.open}
                  onImport={props.onImport}
                  isRunning={isRunning}
                  onRun={saveAndTest}
                  onCancel={() => void run.cancel().catch(reportError)}
                  place={place}
                  onPlaceShown={() => setPlace(null)}
                  fields={
                    <FieldsArea
                      source={source}
                      ring={ring}
                      isShown={tab === 'fields'}
                      onObserve={coverageTools.count}
                      onShow={(next) => {
                        payload.select(next.selection)
                        setPlace(next)
                        showTest()
                      }}
                    />
                  }
                  runOptions={
                    <RunOptionsArea source={source} choices={choices} onChange={changeChoices} />
                  }
                  ring={
                    <RingArea
                      source={source}
                      ring={ring}
                      payload={payload}
                      draft={draft}
                      onRun={runAll}
                      onJump={jump}
                      onShowTest={showTest}
                      coverage={coverage}
                      coverageTools={coverageTools}
                    />
                  }
                  templates={
                    <TemplatesArea
                      source={source}
                      codeEditor={codeEditor}
                      payload={payload}
                      isShown={tab === 'templates'}
                      onShow={() => setTab('templates')}
                      onShowTest={showTest}
                      onSwitch={props.onSwitch}
                    />
                  }
                  history={
                    <HistoryArea
                      source={source}
                      payload={payload}
                      isShown={tab === 'history'}
                      onRestore={changes.restore}
                      onShowTest={showTest}
                    />
                  }
                  output={
                    <OutputArea
                      source={source}
                      run={run}
                      payload={payload}
                      events={captured.events}
                      draft={draft}
                      onJump={jump}
                    />
                  }
                />
              ) : (
                <PaneSkeleton />
              ),
            },
          ]}
        />
      </main>
      <PayloadArea payload={payload} onShowTest={showTest} />
      <EventDialogs tools={tools} sources={props.sources} onOpenWindow={capture.openOther} />
    </>
  )
}
