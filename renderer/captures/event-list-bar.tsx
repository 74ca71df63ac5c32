import { Download, Ellipsis, Trash2, Undo2, Upload } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { shortOf } from '#preload/actions'
import { IconButton } from '../ui/button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { plural } from '../ui/format.ts'
import type { EventSummary } from './event-actions.ts'
import type { CapturedEvents } from './use-captured-events.ts'
import type { SearchState } from './use-search.ts'

export interface EventListBarProps {
  readonly captured: CapturedEvents
  readonly search: SearchState
  /** Changes with each wish to type in the search field. */
  readonly focusWish: number
  readonly chosen: EventSummary | undefined
  readonly onRemove: (event: EventSummary) => void
  readonly onImport: () => void
  readonly onExportSource: () => void
}

const ICON = 14

export function EventListBar(props: EventListBarProps) {
  'use memo'
  const { captured, search, chosen, focusWish } = props
  const searchField = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (focusWish > 0) {
      searchField.current?.focus()
    }
  }, [focusWish])
  const { events } = captured
  const pinned = events.filter((event) => event.pinned).length
  return (
    <header className="event-list-bar">
      <span className="muted event-count">
        {search.hits === null ? countOf(events.length) : `${search.hits.size} found`}
        {pinned > 0 && search.hits === null && ` · ${pinned} pinned`}
      </span>
      <SearchField
        variant="small"
        label="Search headers and bodies"
        value={search.text}
        onChange={search.setText}
        maxLength={500}
        ref={searchField}
      />
      <IconButton
        label="Delete captured event"
        hint="Delete captured event (Delete)"
        size="small"
        icon={<Trash2 size={13} />}
        isDisabled={chosen === undefined}
        onPress={() => {
          if (chosen !== undefined) {
            props.onRemove(chosen)
          }
        }}
      />
      <Menu
        label="Captured events"
        trigger={
          <IconButton label="More for captured events" size="small" icon={<Ellipsis size={14} />} />
        }
      >
        <MenuItem icon={<Download size={ICON} />} onAction={props.onImport}>
          {shortOf('exchange.import')}
        </MenuItem>
        <MenuItem icon={<Upload size={ICON} />} onAction={props.onExportSource}>
          {shortOf('exchange.exportSource')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={<Undo2 size={ICON} />}
          isDisabled={captured.evicted === null}
          onAction={captured.undoEviction}
        >
          {captured.evicted === null
            ? shortOf('events.bringBack')
            : `Bring back Captured Event ${captured.evicted.number}`}
        </MenuItem>
        <MenuItem
          icon={<Undo2 size={ICON} />}
          isDisabled={captured.deletedCount === 0}
          onAction={captured.restore}
        >
          {captured.deletedCount === 0
            ? shortOf('events.restore')
            : `Undo the deletion of ${plural(captured.deletedCount, 'event')}`}
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={<Trash2 size={ICON} />}
          tone="danger"
          isDisabled={events.length === 0}
          onAction={captured.clear}
        >
          {shortOf('events.clear')}
        </MenuItem>
      </Menu>
    </header>
  )
}

const RING_SIZE = 10

/** What was brought back stays beside a full ring until the next event comes. */
function countOf(events: number): string {
  return events > RING_SIZE ? `${events} (${RING_SIZE} are kept)` : `${events} of ${RING_SIZE}`
}
