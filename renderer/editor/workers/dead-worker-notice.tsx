import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/state.tsx'
import type { WorkerKind } from './watched-worker.ts'
import { useDeadWorker } from './worker-health.ts'

const lost: Readonly<Record<WorkerKind, string>> = {
  code: 'Suggestions, hovers and checks of the code',
  json: 'Checks of the JSON',
  editor: 'Comparisons and links in the editors',
}

/** Above the code: what no longer helps, that nothing is lost, and the way back. */
export function DeadWorkerNotice() {
  const dead = useDeadWorker()
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
