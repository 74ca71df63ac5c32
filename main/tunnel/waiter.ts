/** A pause that can be cut short, by an abort or by someone who knows better. */
export interface Waiter {
  /** Resolves after `ms` or at the next `wake()`; rejects when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  wake(): void
}

export function createWaiter(): Waiter {
  let wakeUp: (() => void) | undefined
  return {
    wait(ms, signal) {
      return new Promise((resolve, reject) => {
        function end(): void {
          clearTimeout(timer)
          signal.removeEventListener('abort', end)
          wakeUp = undefined
          if (signal.aborted) {
            reject(signal.reason)
          } else {
            resolve()
          }
        }
        const timer = setTimeout(end, ms)
        signal.addEventListener('abort', end)
        wakeUp = end
        if (signal.aborted) {
          end()
        }
      })
    },
    wake() {
      wakeUp?.()
    },
  }
}
