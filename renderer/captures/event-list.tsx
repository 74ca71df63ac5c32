import { FlaskConical } from 'lucide-react'
import { useState, type KeyboardEvent, type MouseEvent } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { ContextMenu, type MenuPlace } from '../ui/context-menu.tsx'
import '../ui/rows.css'
import { useChosenInView } from '../ui/use-chosen-in-view.ts'
import { useNow } from '../ui/use-now.ts'
import { carryOut, keyActionOf, type EventActions, type EventSummary } from './event-actions.ts'
import { EventListBar } from './event-list-bar.tsx'
import { EventListHint } from './event-list-hint.tsx'
import './event-list.css'
import { EventMenuItems } from './event-menu.tsx'
import { EditedMark, EventRow } from './event-row.tsx'
import { NoteEditor } from './note-editor.tsx'
import type { CapturedEvents } from './use-captured-events.ts'
import { useSearch } from './use-search.ts'

export interface EventListProps {
  readonly sourceId: string
  readonly captured: CapturedEvents
  /** `'sample'` or the id of an event. */
  readonly selected: string
  /** Those with an edited copy of their payload. */
  readonly edited: ReadonlySet<string>
  readonly isCapturing: boolean
  /** All that the source keeps is pinned: webhooks are refused. */
  readonly isFull: boolean
  readonly actions: EventActions
  readonly onSelect: (selection: string) => void
  readonly onCapture: () => void
  readonly onImport: () => void
  readonly onExportSource: () => void
}

export function EventList(props: EventListProps) {
  'use memo'
  const now = useNow(10_000)
  const { captured, selected, edited } = props
  const search = useSearch(props.sourceId)
  const [focusWish, setFocusWish] = useState(0)
  const [menu, setMenu] = useState<{ event: EventSummary; place: MenuPlace } | null>(null)
  const [noted, setNoted] = useState<string | null>(null)
  const shown = captured.events.filter(({ id }) => search.hits?.has(id) !== false)
  const actions = {
    ...props.actions,
    remove: (event: EventSummary) => props.actions.remove(event, shown),
  }
  const chosen = captured.events.find(({ id }) => id === selected)
  const notedEvent = captured.events.find(({ id }) => id === noted)

  const list = useChosenInView<HTMLDivElement>()

  const eventAt = (target: EventTarget): EventSummary | undefined => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-event]') : null
    return captured.events.find(({ id }) => id === row?.dataset['event'])
  }
  const openMenu = (press: MouseEvent): void => {
    const event = eventAt(press.target)
    if (event === undefined) {
      return
    }
    press.preventDefault()
    props.onSelect(event.id)
    // The menu key has no place of its own: below the row then.
    const row = press.target instanceof Element ? press.target.closest('[data-event]') : null
    const box = row?.getBoundingClientRect()
    const isByKey = press.clientX === 0 && press.clientY === 0
    const place =
      isByKey && box !== undefined
        ? { x: box.left + 40, y: box.bottom }
        : { x: press.clientX, y: press.clientY }
    setMenu({ event, place })
  }
  // Before the list box sees them: it would take letters for the start of a name.
  const onKey = (press: KeyboardEvent): void => {
    if (press.key === '/') {
      press.preventDefault()
      setFocusWish((wishes) => wishes + 1)
      return
    }
    if (press.key === 'Escape') {
      actions.endInspect()
      return
    }
    const action = press.key === 'Enter' ? 'inspect' : keyActionOf(press)
    const event = eventAt(press.target) ?? chosen
    if (action !== undefined && event !== undefined) {
      press.preventDefault()
      press.stopPropagation()
      carryOut(action, event, actions, () => setNoted(event.id))
    }
  }
  return (
    <section className="pane event-list" aria-label="Payloads">
      <EventListBar
        captured={captured}
        search={search}
        focusWish={focusWish}
        chosen={chosen}
        onRemove={actions.remove}
        onImport={props.onImport}
        onExportSource={props.onExportSource}
      />
      {notedEvent !== undefined && (
        <NoteEditor
          key={notedEvent.id}
          event={notedEvent}
          onClose={() => setNoted(null)}
          onSave={(note) => {
            actions.setNote(notedEvent.id, note)
            setNoted(null)
          }}
        />
      )}
      <div
        role="presentation"
        className="event-rows-frame"
        onKeyDownCapture={onKey}
        onContextMenu={openMenu}
        onDoubleClick={(press) => {
          const event = eventAt(press.target)
          if (event !== undefined) {
            actions.inspect(event)
          }
        }}
      >
        <ListBox
          ref={list}
          aria-label="Test payloads"
          className="event-rows scroll"
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={[selected]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : [...keys]
            if (key !== undefined) {
              props.onSelect(String(key))
            }
          }}
        >
          {search.hits === null && (
            <ListBoxItem id="sample" className="row event-row" textValue="Sample payload">
              <FlaskConical size={13} aria-hidden="true" />
              <span className="event-name">Sample payload</span>
              {edited.has('sample') && <EditedMark />}
            </ListBoxItem>
          )}
          {shown.map((event) => (
            <EventRow
              key={event.id}
              event={event}
              isEdited={edited.has(event.id)}
              hit={search.hits?.get(event.id)}
              now={now}
            />
          ))}
        </ListBox>
      </div>
      <EventListHint
        isEmpty={captured.events.length === 0}
        isNothingFound={search.hits !== null && shown.length === 0}
        isCapturing={props.isCapturing}
        isFull={props.isFull}
        onCapture={props.onCapture}
        onImport={props.onImport}
      />
      <ContextMenu
        label={menu === null ? 'Event' : `Captured Event ${menu.event.number}`}
        place={menu?.place ?? null}
        onClose={() => setMenu(null)}
      >
        {menu !== null && (
          <EventMenuItems
            event={menu.event}
            actions={actions}
            onNote={() => setNoted(menu.event.id)}
          />
        )}
      </ContextMenu>
    </section>
  )
}
