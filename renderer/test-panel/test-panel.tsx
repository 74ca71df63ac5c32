import { FilePlus, GitCompareArrows, RotateCcw, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { runAction } from '../app/actions/action-registry.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Panes } from '../ui/panes.tsx'
import './test-panel.css'

export interface TestPanelProps {
  readonly list: ReactNode
  readonly editor: ReactNode
  readonly output: ReactNode
  /** Takes the place of payload and output, which stay as they are behind it. */
  readonly detail: ReactNode
  /** Looks into the event that the payload is of; `null` for the sample. */
  readonly onInspect: (() => void) | null
  /** What the editor shows, in words. */
  readonly payloadName: string
  readonly isEdited: boolean
}

export function TestPanel(props: TestPanelProps) {
  'use memo'
  const payload = (
    <section className="pane" aria-label="Payload">
      <header className="payload-bar">
        <h3 className="truncate">{props.payloadName}</h3>
        {props.isEdited && <span className="payload-edited">edited copy</span>}
        <span className="grow" />
        {props.onInspect !== null && (
          <ActionButton
            action="event.inspect"
            variant="quiet"
            size="small"
            icon={<Search size={12} aria-hidden="true" />}
            onPress={props.onInspect}
          />
        )}
        <ActionButton
          action="payload.new"
          variant="quiet"
          size="small"
          icon={<FilePlus size={12} aria-hidden="true" />}
          onPress={() => void runAction('payload.new')}
        />
        {props.isEdited && (
          <ActionButton
            action="payload.compare"
            variant="quiet"
            size="small"
            icon={<GitCompareArrows size={12} aria-hidden="true" />}
            onPress={() => void runAction('payload.compare')}
          />
        )}
        {props.isEdited && (
          <ActionButton
            action="payload.revert"
            variant="quiet"
            size="small"
            icon={<RotateCcw size={12} aria-hidden="true" />}
            onPress={() => void runAction('payload.revert')}
          />
        )}
      </header>
      {props.editor}
    </section>
  )
  const isInspecting = props.detail !== null
  return (
    <Panes
      id="test-list"
      orientation="vertical"
      splitterLabel="Resize the list of payloads"
      items={[
        { id: 'payloads', defaultSize: '27%', minSize: '64px', content: props.list },
        {
          id: 'work',
          defaultSize: '73%',
          minSize: '200px',
          content: (
            <>
              {props.detail}
              <div className="test-work" hidden={isInspecting}>
                <Panes
                  id="test"
                  orientation="vertical"
                  splitterLabel="Resize the payload and the output"
                  items={[
                    { id: 'payload', defaultSize: '40%', minSize: '90px', content: payload },
                    { id: 'output', defaultSize: '60%', minSize: '110px', content: props.output },
                  ]}
                />
              </div>
            </>
          ),
        },
      ]}
    />
  )
}
