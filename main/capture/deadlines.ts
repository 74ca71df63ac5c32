/** One timer for many deadlines of equal length: each request has one, nearly none comes due. */
export interface Deadlines {
  /** Calls back after the length; returns what calls it off. */
  start(onDue: () => void): () => void
}

interface Deadline {
  readonly at: number
  readonly onDue: () => void
}

export function createDeadlines(lengthMs: number): Deadlines {
  /** In the order in which they come due: they are all equally long. */
  const pending = new Set<Deadline>()
  let timer: NodeJS.Timeout | undefined

  function arm(): void {
    const [first] = pending
    timer =
      first === undefined
        ? undefined
        : setTimeout(sweep, Math.max(1, first.at - performance.now())).unref()
  }

  function sweep(): void {
    const now = performance.now()
    for (const deadline of pending) {
      if (deadline.at > now) {
        break
      }
      pending.delete(deadline)
      deadline.onDue()
    }
    arm()
  }

  return {
    start(onDue) {
      const deadline = { at: performance.now() + lengthMs, onDue }
      pending.add(deadline)
      if (timer === undefined) {
        arm()
      }
      return () => pending.delete(deadline)
    },
  }
}
