/** `application/x-www-form-urlencoded` to the flat map that functions see, and back. */
import { formPairs } from '#preload/model/form-pairs'

/** A repeated key gives an array. */
export function formToObject(text: string): Record<string, string | string[]> {
  const fields = new Map<string, string[]>()
  for (const [name, value] of formPairs(text)) {
    const known = fields.get(name)
    if (known === undefined) {
      fields.set(name, [value])
    } else {
      known.push(value)
    }
  }
  return Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  )
}

export function objectToForm(fields: Readonly<Record<string, unknown>>): string {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      form.append(name, typeof item === 'string' ? item : (JSON.stringify(item) ?? ''))
    }
  }
  return form.toString()
}
