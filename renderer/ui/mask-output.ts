/** Hides the values at some places of a JSON value, which is left as it is. */

const HIDDEN = '••••••'

function tokensOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function hideAt(value: unknown, [token, ...rest]: readonly string[]): unknown {
  if (token === undefined) {
    return HIDDEN
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      String(index) === token ? hideAt(item, rest) : item,
    )
  }
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, token)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, key === token ? hideAt(item, rest) : item]),
    )
  }
  return value
}

interface Output {
  events: Record<string, unknown>[]
  objects: Record<string, unknown>[]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `pointers` are those of the run's result: into its output. */
export function maskOutput(output: Output, pointers: readonly string[]): Output {
  let shown: Output = output
  for (const pointer of pointers) {
    const [list, index, ...rest] = tokensOf(pointer)
    if (list === 'events' || list === 'objects') {
      const items = shown[list].map((item, at) => {
        const hidden = String(at) === index ? hideAt(item, rest) : item
        return isRecord(hidden) ? hidden : item
      })
      shown = { ...shown, [list]: items }
    }
  }
  return shown
}
