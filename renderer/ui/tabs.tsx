import { memo, useEffect, useRef, type ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import './tabs.css'

interface TabItem<T extends string> {
  readonly id: T
  readonly label: string
  readonly badge?: ReactNode
  readonly content: ReactNode
}

export interface TabsProps<T extends string> {
  readonly label: string
  readonly selected: T
  readonly onSelect: (id: T) => void
  readonly items: readonly TabItem<T>[]
  /** At the end of the bar: what acts on the whole pane. */
  readonly actions?: ReactNode
}

/** Panels stay mounted, so that what was typed in one is there when it is shown again. */
export function Tabs<T extends string>(props: TabsProps<T>) {
  'use memo'
  const bar = useRef<HTMLDivElement>(null)
  const at = props.items.findIndex(({ id }) => id === props.selected)
  // A narrow bar scrolls: what was chosen elsewhere, by a key or a menu, is brought into sight.
  useEffect(() => {
    const tab = bar.current?.querySelectorAll('[role=tab]')[at]
    tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [at])
  return (
    <AriaTabs
      className="tabs"
      selectedKey={props.selected}
      onSelectionChange={(key) => {
        const item = props.items.find((candidate) => candidate.id === key)
        if (item !== undefined) {
          props.onSelect(item.id)
        }
      }}
    >
      <div className="tab-bar" ref={bar}>
        <TabList aria-label={props.label} className="tab-list">
          {props.items.map((item) => (
            <Tab key={item.id} id={item.id} className="tab">
              {item.label}
              {item.badge}
            </Tab>
          ))}
        </TabList>
        <span className="grow" />
        {props.actions}
      </div>
      {props.items.map((item) => (
        <Panel key={item.id} id={item.id} content={item.content} />
      ))}
    </AriaTabs>
  )
}

/** Drawn anew only when its own content changes: each drawing looks through the whole panel. */
const Panel = memo(function Panel(props: { id: string; content: ReactNode }) {
  return (
    <TabPanel id={props.id} className="tab-panel" shouldForceMount>
      {props.content}
    </TabPanel>
  )
})
