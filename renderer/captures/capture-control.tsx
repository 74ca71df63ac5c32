import { ChevronDown, Circle, Clock, CircleDot, Pause, Plus, Square } from 'lucide-react'
import { Group } from 'react-aria-components'
import { shortOf } from '#preload/actions'
import { ActionButton } from '../ui/action-button.tsx'
import { IconButton } from '../ui/button.tsx'
import { plural } from '../ui/format.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { useCountdown } from '../ui/use-countdown.ts'
import './captures.css'
import type { CaptureState } from './use-capture.ts'

/** "Capture Events", and while the window is open the time that is left, Extend and Stop. */
export function CaptureControl(props: { capture: CaptureState }) {
  'use memo'
  const { capture } = props
  const { window } = capture
  if (window === null) {
    return (
      <Group className="capture-start" aria-label="Capture">
        <ActionButton
          action="capture.open"
          icon={<Circle className="record-mark" size={11} fill="currentColor" aria-hidden="true" />}
          words={capture.isOpening ? 'Opening…' : undefined}
          isDisabled={capture.isOpening}
          onPress={capture.open}
        />
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
            {shortOf('capture.grab')}
          </MenuItem>
        </Menu>
      </Group>
    )
  }
  return (
    <Group className="capture-open" aria-label="Capture window">
      <Countdown window={window} />
      <ActionButton
        action="capture.extend"
        icon={<Plus size={13} aria-hidden="true" />}
        isNamedInFull
        onPress={capture.extend}
      />
      <ActionButton
        action="capture.stop"
        icon={<Square size={12} fill="currentColor" aria-hidden="true" />}
        isNamedInFull
        onPress={capture.stop}
      />
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
