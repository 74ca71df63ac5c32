import { startTransition, useEffect, useState } from 'react'

/** A window out of sight draws no frames. */
const FRAME_WITHIN_MS = 100

function nextFramePainted(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FRAME_WITHIN_MS)
    requestAnimationFrame(() => {
      clearTimeout(timer)
      setTimeout(resolve)
    })
  })
}

const isCalm = (): Promise<void> => Promise.resolve()

/**
 * The value for what is not waited for: it changes when `calm` has come and what is in sight has
 * been painted, and is drawn between other work.
 */
export function useLater<T>(value: T, calm = isCalm): T {
  const [later, setLater] = useState(value)
  useEffect(() => {
    let isOld = false
    const show = async (): Promise<void> => {
      await calm()
      await nextFramePainted()
      if (!isOld) {
        startTransition(() => setLater(value))
      }
    }
    void show()
    return () => {
      isOld = true
    }
  }, [value, calm])
  return later
}
