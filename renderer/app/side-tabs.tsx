import { useState, type ReactNode } from 'react'
import type { Result } from '#preload/contract'
import type { SeenHandshake } from '../answers/seen-handshakes.ts'
import { PayloadNote } from '../captures/payload-note.tsx'
import { EventList } from '../captures/event-list.tsx'
import type { CapturedEvents } from '../captures/use-captured-events.ts'
import { RunButton } from '../test-panel/run-button.tsx'
import { TestPanel } from '../test-panel/test-panel.tsx'
import { SAMPLE } from '../test-panel/payload-drafts.ts'
import type { PayloadState } from '../test-panel/use-payload.ts'
import { Tabs } from '../ui/tabs.tsx'
import { useLatest } from '../ui/use-latest.ts'
import { EventInspector, SettingsArea } from './lazy-parts.ts'
import { PayloadEditor, type PayloadEditorProps } from './payload-editor.tsx'
import { PushArea } from './push-area.tsx'
import type { EventTools } from './use-event-tools.ts'
import { useIsSettled } from './use-is-settled.ts'

export type SideTab = 'test' | 'ring' | 'fields' | 'settings' | 'templates' | 'push' | 'history'

export interface SideTabsProps {
  readonly source: Result<'sources.get'>
  readonly captured: CapturedEvents
  readonly payload: PayloadState
  readonly tools: EventTools
  readonly seen: readonly SeenHandshake[]
  /** Required settings without a value, for which the last run was stopped. */
  readonly missingSettings: readonly string[]
  readonly isCapturing: boolean
  readonly isFull: boolean
  readonly tab: SideTab
  readonly onSelectTab: (tab: SideTab) => void
  readonly output: ReactNode
  readonly ring: ReactNode
  readonly fields: ReactNode
  readonly place: PayloadEditorProps['place']
  readonly onPlaceShown: () => void
  readonly templates: ReactNode
  readonly history: ReactNode
  readonly runOptions: ReactNode
  readonly onCapture: () => void
  readonly onImport: () => void
  readonly isRunning: boolean
  readonly onRun: () => void
  readonly onCancel: () => void
}

/** What a larger body lost is read only when it is inspected: that takes time and memory. */
const NOTED_BYTES = 512 * 1024

function payloadName(props: SideTabsProps): string {
  const { selection } = props.payload
  if (selection === SAMPLE) {
    return 'Sample payload'
  }
  const event = props.captured.events.find((candidate) => candidate.id === selection)
  return event === undefined
    ? 'Edited copy of an event that is no longer kept'
    : `Captured Event ${event.number}`
}

export function SideTabs(props: SideTabsProps) {
  'use memo'
  const [hasDirtySettings, setDirtySettings] = useState(false)
  const isSettled = useIsSettled()
  // Others with each webhook, for which the bar of the tabs need not be drawn.
  const run = useLatest(props.onRun)
  const cancel = useLatest(props.onCancel)
  const { source, captured, payload, tools } = props
  const chosen = captured.events.find(({ id }) => id === payload.selection)
  const test = (
    <TestPanel
      list={
        <EventList
          sourceId={source.id}
          captured={captured}
          selected={payload.selection}
          edited={payload.edited}
          isCapturing={props.isCapturing}
          isFull={props.isFull}
          actions={tools.actions}
          onSelect={payload.select}
          onCapture={props.onCapture}
          onImport={props.onImport}
          onExportSource={() => tools.exports.run({ kind: 'source', sourceId: source.id })}
        />
      }
      editor={
        <>
          {chosen !== undefined && !payload.isEdited && chosen.size <= NOTED_BYTES && (
            <PayloadNote eventId={chosen.id} onInspect={() => tools.actions.inspect(chosen)} />
          )}
          <PayloadEditor
            sourceId={source.id}
            payload={payload}
            place={props.place}
            onShown={props.onPlaceShown}
          />
        </>
      }
      output={props.output}
      detail={
        tools.view === null || chosen === undefined ? null : (
          <EventInspector event={chosen} tools={tools} />
        )
      }
      onInspect={chosen === undefined ? null : () => tools.actions.inspect(chosen)}
      payloadName={payloadName(props)}
      isEdited={payload.isEdited}
    />
  )
  // Hidden tabs are made after the editors, which the user waits for.
  const when = (id: SideTab, content: ReactNode): ReactNode =>
    isSettled || props.tab === id ? content : null
  return (
    <Tabs<SideTab>
      label="Tools"
      selected={props.tab}
      onSelect={props.onSelectTab}
      actions={
        <>
          {props.runOptions}
          <RunButton
            isRunning={props.isRunning}
            onRun={() => run.current()}
            onCancel={() => cancel.current()}
          />
        </>
      }
      items={[
        { id: 'test', label: 'Test', content: test },
        { id: 'ring', label: 'All Events', content: when('ring', props.ring) },
        { id: 'fields', label: 'Fields', content: when('fields', props.fields) },
        {
          id: 'settings',
          label: 'Settings',
          badge: hasDirtySettings ? (
            <span className="tab-count" title="Unsaved changes">
              •
            </span>
          ) : undefined,
          content: when(
            'settings',
            <SettingsArea
              source={source}
              seen={props.seen}
              missing={props.missingSettings}
              onDirtyChange={setDirtySettings}
              onShow={() => props.onSelectTab('settings')}
            />,
          ),
        },
        { id: 'templates', label: 'Templates', content: when('templates', props.templates) },
        {
          id: 'push',
          label: 'Push',
          content: when('push', <PushArea source={source} />),
        },
        { id: 'history', label: 'History', content: when('history', props.history) },
      ]}
    />
  )
}
