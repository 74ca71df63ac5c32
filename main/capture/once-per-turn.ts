/**
 * A burst of requests that is read in one turn of the loop shares its look-ups; nothing is
 * remembered beyond it, so that a token that was changed counts at once.
 */
export function oncePerTurn<T>(find: (key: string) => T): (key: string) => T {
  const found = new Map<string, T>()
  return (key) => {
    const known = found.get(key)
    if (known !== undefined) {
      return known
    }
    if (found.size === 0) {
      setImmediate(() => found.clear())
    }
    const value = find(key)
    found.set(key, value)
    return value
  }
}
