import { Fragment, type ReactNode } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { paneStorage } from './local-store.ts'
import './panes.css'

interface PaneItem {
  readonly id: string
  readonly defaultSize: string
  readonly minSize: string
  readonly content: ReactNode
}

export interface PanesProps {
  /** Under this name the sizes are remembered. */
  readonly id: string
  readonly orientation: 'horizontal' | 'vertical'
  readonly items: readonly PaneItem[]
  readonly splitterLabel: string
}

export function Panes(props: PanesProps) {
  'use memo'
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: `hookbench:${props.id}`,
    onlySaveAfterUserInteractions: true,
    storage: paneStorage,
  })
  return (
    <Group
      orientation={props.orientation}
      defaultLayout={defaultLayout}
      onLayoutChanged={onLayoutChanged}
    >
      {props.items.map((item, index) => (
        <Fragment key={item.id}>
          {index > 0 && <Separator className="splitter" aria-label={props.splitterLabel} />}
          <Panel id={item.id} defaultSize={item.defaultSize} minSize={item.minSize}>
            <div className="pane">{item.content}</div>
          </Panel>
        </Fragment>
      ))}
    </Group>
  )
}
