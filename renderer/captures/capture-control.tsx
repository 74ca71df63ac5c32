import { ChevronDown, Circle, Clock, CircleDot, Pause, Plus, Square } from 'lucide-react'
import { Group } from 'react-aria-components'
import { Button, IconButton } from '../ui/button.tsx'
import { plural } from '../ui/format.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { useCountdown } from '../ui/use-countdown.ts'
import './captures.css'
import type { CaptureState } from './use-capture.ts'

/** "Capture Events", and while the window is open the time that is left, Extend and Stop. */
export function CaptureControl(props: { capture: CaptureState }) {
  const { capture } = props
  const { window } = capture
  if (window === null) {
    return (
      <Group className="capture-start" aria-label="Capture">
        <Button onPress={capture.open} isDisabled={capture.isOpening}>
          <Circle className="record-mark" size={11} fill="currentColor" aria-hidden="true" />
          {capture.isOpening ? 'Opening…' : 'Capture Events'}
        </Button>
        <Menu
          label="Ways to capture"
          trigger={
            <IconButton
              label="Ways to capture"
              variant="default"
              icon={<ChevronDown size={14} />}
              isDisabled={capture.isOpening}
            />
          }
        >
          <MenuItem icon={<Clock size={14} />} onAction={capture.open}>
            Capture for 5 minutes
          </MenuItem>
          <MenuItem icon={<CircleDot size={14} />} onAction={capture.grabNext}>
            Grab the next event
          </MenuItem>
        </Menu>
      </Group>
    )
  }
  return (
    <Group className="capture-open" aria-label="Capture window">
      <Countdown window={window} />
      <Button onPress={capture.extend} aria-label="Extend by 5 min">
        <Plus size={13} aria-hidden="true" />5 min
      </Button>
      <Button onPress={capture.stop} aria-label="Stop capturing">
        <Square size={12} fill="currentColor" aria-hidden="true" />
        Stop
      </Button>
    </Group>
  )
}

function Countdown(props: { window: NonNullable<CaptureState['window']> }) {
  const { window } = props
  const isPaused = window.paused
  const left = useCountdown(window.endsAt) ?? ''
  const captured = `${plural(window.captured, 'event')} captured`
  const isGrabbing = window.remaining !== null
  const mode = isGrabbing ? 'Waiting for the next event' : 'Capturing'
  const clock = isPaused ? `${left} left, the clock stands still during the outage` : `${left} left`
  return (
    <span
      className="countdown"
      role="timer"
      aria-label={`${mode}, ${clock}, ${captured}`}
      title={`${mode}, ${clock}, ${captured}`}
      data-paused={isPaused || undefined}
    >
      {isPaused ? (
        <Pause size={11} fill="currentColor" aria-hidden="true" />
      ) : (
        <span className="countdown-dot" aria-hidden="true" />
      )}
      {left}
      {isGrabbing && <span className="countdown-mode">next event</span>}
      {isPaused && <span className="countdown-mode">paused</span>}
    </span>
  )
}
