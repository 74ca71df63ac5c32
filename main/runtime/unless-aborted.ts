/** What a promise gives, or `null` as soon as nobody waits for it any more. */
export function unlessAborted<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T | null> {
  if (signal === undefined) {
    return promise
  }
  return new Promise((resolve, reject) => {
    const abort = (): void => resolve(null)
    signal.addEventListener('abort', abort)
    if (signal.aborted) {
      abort()
    }
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
