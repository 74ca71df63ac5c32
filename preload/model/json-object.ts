/** An object of JSON, whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>

/** A list is none. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
