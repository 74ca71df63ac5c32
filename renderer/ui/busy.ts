/** What is over sooner is not shown as under way: it would only flicker, and cost a drawing. */
const SHOWN_AFTER_MS = 100

/** Work that is under way, and whether it has been for long enough to be shown. */
export interface Busy {
  readonly isNow: () => boolean
  readonly isShown: () => boolean
  /** When it is over, or has taken so long that nothing should wait for it. */
  readonly calm: () => Promise<void>
  readonly during: <T>(work: () => Promise<T>) => Promise<T>
}

/** `onShown` is told when `isShown` changes. */
export function createBusy(onShown: (isShown: boolean) => void): Busy {
  let count = 0
  let isShown = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: (() => void)[] = []

  function release(): void {
    for (const resolve of waiting) {
      resolve()
    }
    waiting = []
  }

  function show(next: boolean): void {
    if (next !== isShown) {
      isShown = next
      onShown(next)
    }
    release()
  }

  return {
    isNow: () => count > 0,
    isShown: () => isShown,
    calm: () =>
      count === 0 || isShown
        ? Promise.resolve()
        : new Promise((resolve) => void waiting.push(resolve)),
    async during(work) {
      count += 1
      if (count === 1) {
        timer = setTimeout(() => show(true), SHOWN_AFTER_MS)
      }
      try {
        return await work()
      } finally {
        count -= 1
        if (count === 0) {
          clearTimeout(timer)
          show(false)
        }
      }
    },
  }
}
