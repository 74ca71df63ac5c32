import { Play, Square } from 'lucide-react'
import { ActionButton } from '../ui/action-button.tsx'

export interface RunButtonProps {
  readonly isRunning: boolean
  readonly onRun: () => void
  readonly onCancel: () => void
}

/** Save and Test; Cancel while the function runs. */
export function RunButton(props: RunButtonProps) {
  if (props.isRunning) {
    return (
      <ActionButton
        action="run.cancel"
        icon={<Square size={12} fill="currentColor" aria-hidden="true" />}
        onPress={props.onCancel}
      />
    )
  }
  return (
    <ActionButton
      action="run.test"
      variant="primary"
      icon={<Play size={13} fill="currentColor" aria-hidden="true" />}
      showsKeys
      onPress={props.onRun}
    />
  )
}
