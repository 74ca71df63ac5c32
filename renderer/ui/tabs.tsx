import { Check, ChevronsRight } from 'lucide-react'
import { memo, useDeferredValue, useEffect, useRef, useState, type ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import { IconButton } from './button.tsx'
import { Menu, MenuItem } from './menu.tsx'
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

/** What the tabs could have besides, without the button that stands for those out of sight. */
function spareIn(bar: HTMLElement): number {
  const spare = bar.querySelector<HTMLElement>('.tab-spare')?.offsetWidth ?? 0
  const more = bar.querySelector<HTMLElement>('.tab-more')
  return (
    spare +
    (more === null ? 0 : more.offsetWidth + Number.parseFloat(getComputedStyle(bar).columnGap))
  )
}

/** Panels stay mounted, so that what was typed in one is there when it is shown again. */
export function Tabs<T extends string>(props: TabsProps<T>) {
  'use memo'
  const bar = useRef<HTMLDivElement>(null)
  const [isCut, setCut] = useState(false)
  const at = props.items.findIndex(({ id }) => id === props.selected)
  // A narrow bar scrolls: what was chosen elsewhere, by a key or a menu, is brought into sight.
  useEffect(() => {
    const whole = bar.current
    const list = whole?.querySelector('[role=tablist]')
    if (whole === null || list == null) {
      return undefined
    }
    const fit = (): void => {
      setCut(list.scrollWidth > list.clientWidth + spareIn(whole))
      const tab = list.querySelectorAll('[role=tab]')[at]
      tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
    // Called at the start too, and again when the pane gets another width.
    const observer = new ResizeObserver(fit)
    observer.observe(list)
    observer.observe(whole)
    return () => observer.disconnect()
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
        {isCut && (
          <span className="tab-more">
            <Menu
              label="All tabs"
              trigger={
                <IconButton label="More tabs" size="small" icon={<ChevronsRight size={14} />} />
              }
            >
              {props.items.map(({ id, label }) => (
                <MenuItem
                  key={id}
                  {...(id === props.selected ? { icon: <Check size={13} /> } : {})}
                  onAction={() => props.onSelect(id)}
                >
                  {label}
                </MenuItem>
              ))}
            </Menu>
          </span>
        )}
        <span className="tab-spare grow" />
        {props.actions}
      </div>
      {props.items.map((item) => (
        <Panel
          key={item.id}
          id={item.id}
          content={item.content}
          isShown={item.id === props.selected}
        />
      ))}
    </AriaTabs>
  )
}

interface PanelProps {
  readonly id: string
  readonly content: ReactNode
}

/** What changes in a panel out of sight is drawn when what is in sight has been. */
function Panel({ id, content, isShown }: PanelProps & { readonly isShown: boolean }) {
  const later = useDeferredValue(content)
  return <DrawnPanel id={id} content={isShown ? content : later} />
}

/** Drawn anew only when its own content changes: each drawing looks through the whole panel. */
const DrawnPanel = memo(function DrawnPanel(props: PanelProps) {
  return (
    <TabPanel id={props.id} className="tab-panel" shouldForceMount>
      {props.content}
    </TabPanel>
  )
})
