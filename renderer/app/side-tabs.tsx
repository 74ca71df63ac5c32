import { useState } from 'react'
import type { Result } from '#preload/contract'
import { EventList } from '../captures/event-list.tsx'
import type { CapturedEvents } from '../captures/use-captured-events.ts'
import { TextEditor } from '../editor/lazy-monaco.tsx'
import type { RunState } from '../output/use-run.ts'
import { PushPanel } from '../push/push-panel.tsx'
import { SettingsPanel } from '../settings/settings-panel.tsx'
import { TestPanel } from '../test-panel/test-panel.tsx'
import { SAMPLE, type PayloadState } from '../test-panel/use-payload.ts'
import { Skeleton } from '../ui/state.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { reportError } from './report-error.ts'

type TabName = 'test' | 'settings' | 'push'

export interface SideTabsProps {
  readonly source: Result<'sources.get'>
  readonly captured: CapturedEvents
  readonly payload: PayloadState
  readonly run: RunState
  readonly isCapturing: boolean
  readonly hasDirtySettings: boolean
  readonly onDirtySettings: (isDirty: boolean) => void
  readonly onCapture: () => void
  readonly onRun: () => void
}

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
  const [tab, setTab] = useState<TabName>('test')
  const { source, captured, payload, run } = props
  const editor =
    payload.text === null ? (
      <div className="editor-fallback">
        <Skeleton label="Loading the payload" />
      </div>
    ) : (
      <TextEditor
        documentId={`payload:${source.id}:${payload.selection}`}
        value={payload.text}
        language="json"
        label="Payload"
        onChange={payload.edit}
      />
    )
  const test = (
    <TestPanel
      list={
        <EventList
          events={captured.events}
          selected={payload.selection}
          edited={payload.edited}
          isCapturing={props.isCapturing}
          onSelect={payload.select}
          onDelete={captured.remove}
          onCapture={props.onCapture}
        />
      }
      editor={editor}
      payloadName={payloadName(props)}
      isEdited={payload.isEdited}
      isRunning={run.isRunning}
      onRevert={payload.revert}
      onRun={props.onRun}
      onCancel={() => void run.cancel().catch(reportError)}
    />
  )
  return (
    <Tabs<TabName>
      label="Tools"
      selected={tab}
      onSelect={setTab}
      items={[
        { id: 'test', label: 'Test', content: test },
        {
          id: 'settings',
          label: 'Settings',
          badge: props.hasDirtySettings ? (
            <span className="tab-count" title="Unsaved changes">
              •
            </span>
          ) : undefined,
          content: <SettingsPanel source={source} onDirtyChange={props.onDirtySettings} />,
        },
        { id: 'push', label: 'Push', content: <PushPanel source={source} run={run.run} /> },
      ]}
    />
  )
}
