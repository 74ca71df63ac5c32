/** `application/x-www-form-urlencoded` to the flat map that functions see, and back. */

/** A repeated key gives an array. */
export function formToObject(text: string): Record<string, string | string[]> {
  const fields = new Map<string, string | string[]>()
  for (const [name, value] of new URLSearchParams(text)) {
    const known = fields.get(name)
    fields.set(name, known === undefined ? value : [known, value].flat())
  }
  return Object.fromEntries(fields)
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
