/**
 * localStorage that cannot break anything: it may be full, forbidden or hold text of an older
 * version. Keys share one prefix.
 */
const PREFIX = 'hookbench:'

export function readLocal(key: string): unknown {
  try {
    const text = localStorage.getItem(PREFIX + key)
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** False when it could not be kept. */
export function writeLocal(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function removeLocal(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key)
  } catch {
    // Nothing is kept where storage is forbidden, so there is nothing to remove.
  }
}
