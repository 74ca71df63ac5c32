/** Work that is wanted more often than it is worth doing. */
export interface Paced {
  /** Done at once, or with the others that are wanted until the pause is over. */
  readonly want: () => void
  readonly dispose: () => void
}

/** At most once in `pauseMs`, and once more after the last wish: no wish is left undone. */
export function paced(pauseMs: number, work: () => void): Paced {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isWanted = false

  function next(): void {
    timer = undefined
    if (isWanted) {
      run()
    }
  }

  function run(): void {
    isWanted = false
    timer = setTimeout(next, pauseMs)
    work()
  }

  return {
    want() {
      isWanted = true
      if (timer === undefined) {
        run()
      }
    },
    dispose() {
      clearTimeout(timer)
      timer = undefined
      isWanted = false
    },
  }
}
