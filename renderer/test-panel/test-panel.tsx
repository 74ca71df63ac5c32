import { RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Panes } from '../ui/panes.tsx'
import './test-panel.css'

export interface TestPanelProps {
  readonly list: ReactNode
  readonly editor: ReactNode
  readonly output: ReactNode
  /** What the editor shows, in words. */
  readonly payloadName: string
  readonly isEdited: boolean
  readonly onRevert: () => void
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
    </section>
  )
  return (
    <Panes
      id="test"
      orientation="vertical"
      splitterLabel="Resize the payload and the output"
      items={[
        { id: 'payloads', defaultSize: '22%', minSize: '64px', content: props.list },
        { id: 'payload', defaultSize: '33%', minSize: '90px', content: payload },
        { id: 'output', defaultSize: '45%', minSize: '110px', content: props.output },
      ]}
    />
  )
}
