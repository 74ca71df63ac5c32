import { Play, Square } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { Shortcut } from '../ui/shortcut.tsx'

export interface RunButtonProps {
  readonly isRunning: boolean
  readonly onRun: () => void
  readonly onCancel: () => void
}

/** Save and Test; Cancel while the function runs. */
export function RunButton(props: RunButtonProps) {
  if (props.isRunning) {
    return (
      <Button onPress={props.onCancel}>
        <Square size={12} fill="currentColor" aria-hidden="true" />
        Cancel
      </Button>
    )
  }
  return (
    <Button variant="primary" onPress={props.onRun}>
      <Play size={13} fill="currentColor" aria-hidden="true" />
      Save and Test
      <Shortcut keyName="↵" />
    </Button>
  )
}
