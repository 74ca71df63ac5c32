/**
 * Deployed functions get JSON bodies with their keys sorted, so a signature over the text holds
 * in a test and fails later. A test run can be given the body in that form.
 */

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => sorted(item))
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
  }
  return value
}

/** Text that is not JSON arrives as it was sent. */
export function asDeployed(text: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(text)))
  } catch {
    return text
  }
}
