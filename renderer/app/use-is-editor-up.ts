import { startTransition, useState } from 'react'

/** Once there was an editor the next one comes with its frame: nothing waits for it. */
let wasUp = false

/** Whether the code can be typed in: what else is on the bench is drawn after it. */
export function useIsEditorUp(): readonly [isUp: boolean, markUp: () => void] {
  const [isUp, setUp] = useState(wasUp)
  return [
    isUp,
    () => {
      wasUp = true
      // In pieces, between which keys are taken.
      startTransition(() => setUp(true))
    },
  ]
}
