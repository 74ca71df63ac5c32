/** JSON as deployed functions get it: keys in alphabetical order, `"10"` before `"9"`. */
export function sortedJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(sortedJson).join(',')}]`
  }
  if (typeof value === 'object' && value !== null) {
    // Written by hand: an object has keys that are numbers in the order of the numbers.
    const keys = Object.keys(value).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    const pairs = keys.map((key) => `${JSON.stringify(key)}:${sortedJson(Reflect.get(value, key))}`)
    return `{${pairs.join(',')}}`
  }
  return JSON.stringify(value)
}
