/** The case format of `hookbench test`: one JSON file with payload, settings and what is expected. */
import type { SettingValue } from '#preload/model'
import { memberOfJson } from '#preload/model/json-text'
import { parseJson } from '../signatures/signed-request.ts'

export interface FixtureInput {
  /** The event in the form of the payload editor. */
  readonly payloadText: string
  /** Without the encrypted ones. */
  readonly settings: Readonly<Record<string, SettingValue>>
  /** JSON of what the function gave for this event, when it was run; left out otherwise. */
  readonly outputJson?: string | undefined
}

export function exportFixture({ payloadText, settings, outputJson }: FixtureInput): string {
  // A number that JSON.parse would round must come out as it went in: the text is put in whole.
  const payload = /^\s*\{\s*"payload":([\s\S]*)\}\s*$/.exec(payloadText)?.[1]?.trim() ?? 'null'
  const rest = [
    `"settings": ${indented(settings)}`,
    ...(outputJson === undefined
      ? []
      : [`"expect": ${indented({ output: JSON.parse(outputJson) as unknown })}`]),
  ]
  return `{\n  "payload": ${payload},\n  ${rest.join(',\n  ')}\n}\n`
}

export interface FixtureFile {
  readonly base64: string
  /** It would have held a secret. */
  readonly isExpectLeftOut: boolean
}

/** As a file travels; of a large one it takes a while. */
export function fixtureFile(
  input: FixtureInput,
  holdsSecret: (json: string) => boolean,
): FixtureFile {
  const { outputJson } = input
  const isExpectLeftOut = outputJson !== undefined && holdsSecret(outputJson)
  const text = exportFixture(isExpectLeftOut ? { ...input, outputJson: undefined } : input)
  return { base64: Buffer.from(text).toString('base64'), isExpectLeftOut }
}

function indented(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')
}

const CASE_KEYS = new Set(['payload', 'settings', 'expect', 'note'])

/** A case of `hookbench test` holds more than a payload; that is left out. */
export function payloadOfCase(text: string): string {
  const value = parseJson(text)
  const isCase =
    typeof value === 'object' &&
    value !== null &&
    'payload' in value &&
    Object.keys(value).every((key) => CASE_KEYS.has(key))
  if (!isCase || !('expect' in value || 'note' in value)) {
    return text
  }
  return `{"payload":${memberOfJson(text, 'payload') ?? 'null'}}`
}
