/** Does one thing after the other, in the order in which they were asked for. */
export type Turns = <T>(work: () => T | Promise<T>) => Promise<T>

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    // What fails is told to who asked for it, and the next one has its turn.
    last = mine.catch(() => {})
    return mine
  }
}
