import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { NoticeBar } from '../ui/notice-bar.tsx'

export interface TakenOverProps {
  readonly takenOver: NonNullable<Result<'capture.status'>['takenOver']>
  readonly isOpening: boolean
  readonly onCapture: () => void
}

/** The window counts down as if it captured, and its senders are refused: says why, and what to do. */
export function TakenOver({ takenOver, isOpening, onCapture }: TakenOverProps) {
  const { holder } = takenOver
  const text =
    holder === null ? (
      <>
        <strong>Webhooks are refused here.</strong> Another Hookbench captured in place of this
        window, and has stopped.
      </>
    ) : (
      <>
        <strong>
          Webhooks are refused here: {holder.name} (process {holder.pid}) captures in place of this
          window.
        </strong>{' '}
        Stop capturing there, then capture here again.
      </>
    )
  return (
    <NoticeBar testId="taken-over" text={text}>
      <Button isDisabled={isOpening} onPress={onCapture}>
        Capture here again
      </Button>
    </NoticeBar>
  )
}
