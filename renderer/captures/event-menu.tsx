import {
  Braces,
  FileCode,
  FlaskConical,
  Pencil,
  Pin,
  PinOff,
  ScanText,
  Search,
  Send,
  StickyNote,
  Terminal,
  Trash2,
} from 'lucide-react'
import { MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { carryOut, type EventActions, type EventSummary, type KeyAction } from './event-actions.ts'

export interface EventMenuItemsProps {
  readonly event: EventSummary
  readonly actions: EventActions
  readonly onNote: () => void
}

const ICON = 14

/** The items of an event's menu; the note behind each is its key. */
export function EventMenuItems(props: EventMenuItemsProps) {
  const { event, actions } = props
  const run = (action: KeyAction) => (): void => carryOut(action, event, actions, props.onNote)
  return (
    <>
      <MenuItem icon={<Search size={ICON} />} note="I" onAction={run('inspect')}>
        Inspect
      </MenuItem>
      <MenuItem icon={<ScanText size={ICON} />} note="R" onAction={run('raw')}>
        Show raw
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Send size={ICON} />} note="S" onAction={run('replay')}>
        Replay…
      </MenuItem>
      <MenuItem icon={<Pencil size={ICON} />} note="E" onAction={run('edit')}>
        Edit and replay…
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={event.pinned ? <PinOff size={ICON} /> : <Pin size={ICON} />}
        note="P"
        onAction={run('pin')}
      >
        {event.pinned ? 'Unpin' : 'Pin'}
      </MenuItem>
      <MenuItem icon={<StickyNote size={ICON} />} note="N" onAction={run('note')}>
        {event.note === '' ? 'Add a note…' : 'Edit the note…'}
      </MenuItem>
      <MenuSeparator />
      <ExportItems {...props} />
      <MenuSeparator />
      <MenuItem icon={<Trash2 size={ICON} />} tone="danger" note="Delete" onAction={run('delete')}>
        Delete
      </MenuItem>
    </>
  )
}

export function ExportItems(props: Pick<EventMenuItemsProps, 'event' | 'actions'>) {
  const { event, actions } = props
  return (
    <>
      <MenuItem icon={<Terminal size={ICON} />} note="C" onAction={() => actions.copyCurl(event)}>
        Copy as curl
      </MenuItem>
      <MenuItem icon={<Braces size={ICON} />} onAction={() => actions.save(event, 'har')}>
        Save as HAR
      </MenuItem>
      <MenuItem icon={<FileCode size={ICON} />} onAction={() => actions.save(event, 'http')}>
        Save as raw HTTP
      </MenuItem>
      <MenuItem icon={<FlaskConical size={ICON} />} onAction={() => actions.save(event, 'fixture')}>
        Save as a test case
      </MenuItem>
    </>
  )
}
