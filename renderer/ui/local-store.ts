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

export function writeLocal(key: string, value: unknown): void {
  try {
    if (value === undefined) {
      localStorage.removeItem(PREFIX + key)
    } else {
      localStorage.setItem(PREFIX + key, JSON.stringify(value))
    }
  } catch {
    // Forbidden or full: what is kept here is a convenience, and the page goes on without.
  }
}
