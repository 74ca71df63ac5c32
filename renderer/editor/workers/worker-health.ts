/** What the editors' workers do for the user, while they live; and the way back when they do not. */
import type { WorkerKind } from './watched-worker.ts'

/** One that dies again so soon will go on dying: that is the user's to decide. */
const STEADY_MS = 60_000

export interface DeadWorker {
  readonly kind: WorkerKind
  /** `null` where only a new page brings it back. */
  readonly restart: (() => void) | null
}

let dead: DeadWorker | null = null
const restartedAt = new Map<WorkerKind, number>()
const listeners = new Set<() => void>()
const restartListeners = new Set<() => void>()

function setDead(next: DeadWorker | null): void {
  dead = next
  for (const listener of listeners) {
    listener()
  }
}

export function workerDied(kind: WorkerKind, restart: (() => void) | null): void {
  const last = restartedAt.get(kind) ?? -Infinity
  const again = (): void => {
    restartedAt.set(kind, performance.now())
    setDead(null)
    restart?.()
  }
  if (restart !== null && performance.now() - last > STEADY_MS) {
    again()
    for (const listener of restartListeners) {
      listener()
    }
  } else {
    setDead({ kind, restart: restart === null ? null : again })
  }
}

export function deadWorker(): DeadWorker | null {
  return dead
}

/** Returns its off. */
export function onWorkerHealth(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** One was started again by itself. Returns its off. */
export function onWorkerRestart(listener: () => void): () => void {
  restartListeners.add(listener)
  return () => void restartListeners.delete(listener)
}
