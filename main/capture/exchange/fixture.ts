/** The case format of `hookbench test`: one JSON file with payload, settings and what is expected. */
import type { SettingValue } from '#preload/model'
import { parseJson } from '../signatures/signed-request.ts'

export interface FixtureInput {
  /** The event in the form of the payload editor. */
  readonly payloadText: string
  /** Without the encrypted ones. */
  readonly settings: Readonly<Record<string, SettingValue>>
  /** What the function gave for this event, when it was run; left out otherwise. */
  readonly expect?: unknown
}

export function exportFixture({ payloadText, settings, expect }: FixtureInput): string {
  // A number that JSON.parse would round must come out as it went in: the text is put in whole.
  const payload = /^\s*\{\s*"payload":([\s\S]*)\}\s*$/.exec(payloadText)?.[1]?.trim() ?? 'null'
  const rest = [
    `"settings": ${indented(settings)}`,
    ...(expect === undefined ? [] : [`"expect": ${indented(expect)}`]),
  ]
  return `{\n  "payload": ${payload},\n  ${rest.join(',\n  ')}\n}\n`
}

function indented(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')
}

/** What `hookbench test` expects is no part of the payload. */
export function withoutExpectation(text: string): string {
  const value = parseJson(text)
  if (
    typeof value !== 'object' ||
    value === null ||
    !('payload' in value) ||
    !('expect' in value)
  ) {
    return text
  }
  const { payload, ...rest } = value as { payload: unknown } & Record<string, unknown>
  return JSON.stringify('settings' in rest ? { payload, settings: rest['settings'] } : { payload })
}
