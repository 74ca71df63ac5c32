import { Circle, Square } from 'lucide-react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { formatCountdown, plural } from '../ui/format.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { useNow } from '../ui/use-now.ts'
import type { CaptureState } from './use-capture.ts'

export interface OtherWindowsProps {
  readonly windows: CaptureState['others']
  readonly sources: Result<'sources.list'>
  readonly onSwitch: (sourceId: string) => void
  readonly onStop: (sourceId: string) => void
}

/** The sources that capture besides this one: easily forgotten, and open to senders. */
export function OtherWindows(props: OtherWindowsProps) {
  const now = useNow(1000, props.windows.length > 0)
  if (props.windows.length === 0) {
    return null
  }
  const named = props.windows.map((window) => ({
    ...window,
    name: props.sources.find(({ id }) => id === window.sourceId)?.name ?? 'A source',
    left: formatCountdown(Date.parse(window.endsAt) - now),
  }))
  return (
    <Menu
      label="Other sources that capture"
      trigger={
        <Button aria-label={`${plural(named.length, 'other source')} capturing`}>
          <Circle className="record-mark" size={9} fill="currentColor" aria-hidden="true" />+
          {named.length}
        </Button>
      }
    >
      {named.flatMap(({ sourceId, name, left }) => [
        <MenuItem
          key={`${sourceId} show`}
          icon={<Circle className="record-mark" size={11} fill="currentColor" />}
          note={left}
          onAction={() => props.onSwitch(sourceId)}
        >
          {`Show ${name}`}
        </MenuItem>,
        <MenuItem
          key={`${sourceId} stop`}
          icon={<Square size={12} fill="currentColor" />}
          onAction={() => props.onStop(sourceId)}
        >
          {`Stop ${name}`}
        </MenuItem>,
      ])}
    </Menu>
  )
}
