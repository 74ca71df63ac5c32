/** One timer for many deadlines of equal length: each request has one, nearly none comes due. */
export interface Deadlines {
  /** Calls back after the length; returns what calls it off. */
  start(onDue: () => void): () => void
}

interface Deadline {
  readonly at: number
  readonly onDue: () => void
  before: Deadline | undefined
  after: Deadline | undefined
}

/**
 * A list that is linked by hand: a `Set` that is added to and deleted from all the time makes new
 * tables, and an old one that has outlived a garbage collection keeps all that it pointed to, whole
 * requests, until the whole heap is collected. One that is called off here points to nothing.
 */
export function createDeadlines(lengthMs: number): Deadlines {
  /** In the order in which they come due: they are all equally long. */
  let first: Deadline | undefined
  let last: Deadline | undefined
  let timer: NodeJS.Timeout | undefined

  function arm(): void {
    timer =
      first === undefined
        ? undefined
        : setTimeout(sweep, Math.max(1, first.at - performance.now())).unref()
  }

  function sweep(): void {
    const now = performance.now()
    while (first !== undefined && first.at <= now) {
      const { onDue } = first
      unlink(first)
      onDue()
    }
    arm()
  }

  function link(deadline: Deadline): void {
    if (last === undefined) {
      first = deadline
    } else {
      last.after = deadline
    }
    last = deadline
  }

  /** Once more does nothing. */
  function unlink(deadline: Deadline): void {
    const { before, after } = deadline
    if (before === undefined && first !== deadline) {
      return
    }
    if (before === undefined) {
      first = after
    } else {
      before.after = after
    }
    if (after === undefined) {
      last = before
    } else {
      after.before = before
    }
    deadline.before = undefined
    deadline.after = undefined
  }

  return {
    start(onDue) {
      const deadline: Deadline = {
        at: performance.now() + lengthMs,
        onDue,
        before: last,
        after: undefined,
      }
      link(deadline)
      if (timer === undefined) {
        arm()
      }
      return () => unlink(deadline)
    },
  }
}
