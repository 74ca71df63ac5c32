import { Play, RotateCcw, Square } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Panes } from '../ui/panes.tsx'
import { Shortcut } from '../ui/shortcut.tsx'
import './test-panel.css'

export interface TestPanelProps {
  readonly list: ReactNode
  readonly editor: ReactNode
  /** What the editor shows, in words. */
  readonly payloadName: string
  readonly isEdited: boolean
  readonly isRunning: boolean
  readonly onRevert: () => void
  readonly onRun: () => void
  readonly onCancel: () => void
}

export function TestPanel(props: TestPanelProps) {
  const payload = (
    <section className="pane" aria-label="Payload">
      <header className="payload-bar">
        <h3 className="truncate">{props.payloadName}</h3>
        {props.isEdited && <span className="payload-edited">edited copy</span>}
        <span className="grow" />
        {props.isEdited && (
          <Button variant="quiet" size="small" onPress={props.onRevert}>
            <RotateCcw size={12} aria-hidden="true" />
            Revert
          </Button>
        )}
      </header>
      {props.editor}
      <footer className="payload-actions">
        {props.isRunning ? (
          <Button onPress={props.onCancel}>
            <Square size={12} fill="currentColor" aria-hidden="true" />
            Cancel
          </Button>
        ) : (
          <Button variant="primary" onPress={props.onRun}>
            <Play size={13} fill="currentColor" aria-hidden="true" />
            Save and Test
            <Shortcut keyName="↵" />
          </Button>
        )}
      </footer>
    </section>
  )
  return (
    <Panes
      id="test"
      orientation="vertical"
      splitterLabel="Resize the list of payloads"
      items={[
        { id: 'payloads', defaultSize: '38%', minSize: '68px', content: props.list },
        { id: 'payload', defaultSize: '62%', minSize: '110px', content: payload },
      ]}
    />
  )
}
