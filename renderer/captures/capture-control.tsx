import { Circle, Plus, Square } from 'lucide-react'
import { Group } from 'react-aria-components'
import { Button } from '../ui/button.tsx'
import { plural } from '../ui/format.ts'
import { useCountdown } from '../ui/use-countdown.ts'
import './captures.css'
import type { CaptureState } from './use-capture.ts'

/** "Capture Events", and while the window is open the time that is left, Extend and Stop. */
export function CaptureControl(props: { capture: CaptureState }) {
  const { capture } = props
  if (capture.endsAt === null) {
    return (
      <Button onPress={capture.open} isDisabled={capture.isOpening}>
        <Circle className="record-mark" size={11} fill="currentColor" aria-hidden="true" />
        {capture.isOpening ? 'Opening…' : 'Capture Events'}
      </Button>
    )
  }
  return (
    <Group className="capture-open" aria-label="Capture window">
      <Countdown endsAt={capture.endsAt} captured={capture.captured} />
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

function Countdown(props: { endsAt: string; captured: number }) {
  const left = useCountdown(props.endsAt) ?? ''
  const captured = `${plural(props.captured, 'event')} captured`
  return (
    <span
      className="countdown"
      role="timer"
      aria-label={`Capturing, ${left} left, ${captured}`}
      title={`${captured} in this window`}
    >
      <span className="countdown-dot" aria-hidden="true" />
      {left}
    </span>
  )
}
