import { Check, ChevronsRight } from 'lucide-react'
import {
  createContext,
  memo,
  useContext,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs, type Key } from 'react-aria-components'
import { IconButton } from './button.tsx'
import { Menu, MenuItem } from './menu.tsx'
import './tabs.css'
import { useLatest } from './use-latest.ts'

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
  const { items } = props
  const select = useLatest((key: Key) => {
    const item = items.find(({ id }) => id === key)
    if (item !== undefined) {
      props.onSelect(item.id)
    }
  })
  const contents = useMemo(() => new Map(items.map(({ id, content }) => [id, content])), [items])
  return (
    <Contents value={contents}>
      <Frame
        label={props.label}
        selected={props.selected}
        items={items}
        actions={props.actions}
        select={select}
      />
    </Contents>
  )
}

/** Apart from the frame, of which each drawing looks through all that is in every panel. */
const Contents = createContext<ReadonlyMap<string, ReactNode>>(new Map())

interface FrameProps {
  readonly label: string
  readonly selected: string
  readonly items: readonly Omit<TabItem<string>, 'content'>[]
  readonly actions: ReactNode
  /** Another one each time, which the frame need not be drawn for. */
  readonly select: RefObject<(key: Key) => void>
}

function isSameFrame(a: FrameProps, b: FrameProps): boolean {
  return (
    a.label === b.label &&
    a.selected === b.selected &&
    a.actions === b.actions &&
    a.items.length === b.items.length &&
    a.items.every((item, index) => {
      const other = b.items[index]
      return item.id === other?.id && item.label === other.label && item.badge === other.badge
    })
  )
}

const Frame = memo(function Frame(props: FrameProps) {
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
      onSelectionChange={(key) => props.select.current(key)}
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
                  onAction={() => props.select.current(id)}
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
      {props.items.map(({ id }) => (
        <TabPanel key={id} id={id} className="tab-panel" shouldForceMount>
          <Content id={id} isShown={id === props.selected} />
        </TabPanel>
      ))}
    </AriaTabs>
  )
}, isSameFrame)

/** What changes in a panel out of sight is drawn when what is in sight has been. */
function Content(props: { readonly id: string; readonly isShown: boolean }) {
  const content = useContext(Contents).get(props.id)
  const later = useDeferredValue(content)
  return props.isShown ? content : later
}
