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
import { shortOf } from '#preload/actions'
import { MenuItem, MenuSeparator } from '../ui/menu.tsx'
import {
  carryOut,
  keyText,
  type EventActions,
  type EventSummary,
  type KeyAction,
} from './event-actions.ts'

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
      <MenuItem
        icon={<Search size={ICON} />}
        note={keyText('event.inspect')}
        onAction={run('inspect')}
      >
        {shortOf('event.inspect')}
      </MenuItem>
      <MenuItem icon={<ScanText size={ICON} />} note={keyText('event.raw')} onAction={run('raw')}>
        {shortOf('event.raw')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Send size={ICON} />} note={keyText('event.replay')} onAction={run('replay')}>
        {shortOf('event.replay')}
      </MenuItem>
      <MenuItem
        icon={<Pencil size={ICON} />}
        note={keyText('event.editReplay')}
        onAction={run('edit')}
      >
        {shortOf('event.editReplay')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={event.pinned ? <PinOff size={ICON} /> : <Pin size={ICON} />}
        note={keyText('event.pin')}
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
      <MenuItem
        icon={<Trash2 size={ICON} />}
        tone="danger"
        note={keyText('event.delete')}
        onAction={run('delete')}
      >
        {shortOf('event.delete')}
      </MenuItem>
    </>
  )
}

export function ExportItems(props: Pick<EventMenuItemsProps, 'event' | 'actions'>) {
  const { event, actions } = props
  return (
    <>
      <MenuItem
        icon={<Terminal size={ICON} />}
        note={keyText('event.copyCurl')}
        onAction={() => actions.copyCurl(event)}
      >
        {shortOf('event.copyCurl')}
      </MenuItem>
      <MenuItem icon={<Braces size={ICON} />} onAction={() => actions.save(event, 'har')}>
        {shortOf('event.saveHar')}
      </MenuItem>
      <MenuItem icon={<FileCode size={ICON} />} onAction={() => actions.save(event, 'http')}>
        {shortOf('event.saveHttp')}
      </MenuItem>
      <MenuItem icon={<FlaskConical size={ICON} />} onAction={() => actions.save(event, 'fixture')}>
        {shortOf('event.saveCase')}
      </MenuItem>
    </>
  )
}
