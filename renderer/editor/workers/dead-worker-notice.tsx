import { useEffect, useSyncExternalStore } from 'react'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/state.tsx'
import { showToast } from '../../ui/toast.tsx'
import type { WorkerKind } from './watched-worker.ts'
import { deadWorker, onWorkerHealth, onWorkerRestart } from './worker-health.ts'

const lost: Readonly<Record<WorkerKind, string>> = {
  code: 'Suggestions, hovers and checks of the code',
  json: 'Checks of the JSON',
  editor: 'Comparisons and links in the editors',
}

function sayRestart(): void {
  showToast({
    tone: 'info',
    title: 'A helper of the editor had stopped and was started again.',
    hint: 'Your text is untouched.',
  })
}

/** Above the code: what no longer helps, that nothing is lost, and the way back. */
export function DeadWorkerNotice() {
  const dead = useSyncExternalStore(onWorkerHealth, deadWorker)
  useEffect(() => onWorkerRestart(sayRestart), [])
  if (dead === null) {
    return null
  }
  return (
    <Notice>
      <span className="grow">
        {lost[dead.kind]} have stopped working. What you typed is safe and is kept.
      </span>
      {dead.restart !== null && (
        <Button size="small" onPress={dead.restart}>
          Start them again
        </Button>
      )}
      <Button size="small" onPress={() => window.location.reload()}>
        Load the page again
      </Button>
    </Notice>
  )
}
