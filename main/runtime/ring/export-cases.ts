/** A source with its payloads and its baseline as a folder that `hookbench test` accepts. */
import { Expectation } from '#main/runtime/cases/expectation'
import { createMask } from '#main/runtime/mask'
import { formatPayload, parsePayload } from '#main/runtime/payload'
import type { IncomingRequest } from '#main/runtime/runtime'
import type { SourceRecord } from '#main/store/sources-repo'
import type { SettingValue } from '#preload/model'
import type { ExportedCases } from '#preload/model/ring'
import type { RingInput } from './inputs.ts'
import { zip } from './zip.ts'

export interface CasesToExport {
  readonly source: Pick<SourceRecord, 'code' | 'handler' | 'profile' | 'networkPolicy'>
  readonly inputs: readonly RingInput[]
  /** JSON of what was accepted, by the keys of the inputs. */
  readonly baseline: ReadonlyMap<string, string>
  /** Names and values; those of encrypted settings are withheld. */
  readonly settings: Readonly<Record<string, SettingValue>>
  readonly encrypted: readonly string[]
  readonly secrets: readonly string[]
  /** The recorded calls, which the cases are run with. */
  readonly cassette: string | null
}

export function exportCases(from: CasesToExport): ExportedCases {
  const { source } = from
  const notes: string[] = []
  const files = [
    { path: 'function.js', text: source.code },
    { path: 'hookbench.json', text: pretty(configOf(from, notes)) },
    ...(from.cassette === null ? [] : [{ path: 'cassette.json', text: from.cassette }]),
  ]
  const isExact = source.code.includes('text')
  const names = new Set<string>()
  for (const input of from.inputs) {
    const name = freeName(slug(input.label), names)
    const expect = expectationFor(from, input, notes)
    const note = input.title === '' ? input.label : `${input.label}: ${input.title}`
    files.push({
      path: `cases/${name}.json`,
      text: pretty({
        note,
        payload: payloadOf(input.request, isExact),
        ...(input.settings === null ? {} : { settings: input.settings }),
        ...(expect === null ? {} : { expect }),
      }),
    })
  }
  const bare = from.inputs.filter(({ key }) => !from.baseline.has(key)).map(({ label }) => label)
  if (bare.length > 0) {
    const words =
      bare.length === 1
        ? 'expects nothing yet: accept what it gives'
        : 'expect nothing yet: accept what they give'
    notes.push(`${listed(bare)} ${words}.`)
  }
  return { files, notes }
}

/** Names the folder that the files are in. */
export function archiveCases(from: CasesToExport, folder: string): string {
  // In a folder of its own: unpacking shall not strew files about.
  const files = exportCases(from).files.map((file) => ({
    ...file,
    path: `${folder}/${file.path}`,
  }))
  return zip(files).toString('base64')
}

/** Bytes and characters to go through. */
export function sizeOfCases({ inputs, baseline, cassette }: CasesToExport): number {
  const accepted = [...baseline.values()].reduce((sum, json) => sum + json.length, 0)
  return (
    inputs.reduce((sum, { request }) => sum + request.body.length, accepted) +
    (cassette?.length ?? 0)
  )
}

function listed(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

function configOf({ source, settings, encrypted }: CasesToExport, notes: string[]): object {
  const named = Object.keys(settings).filter((name) => encrypted.includes(name))
  for (const name of named) {
    notes.push(
      `The value of the encrypted setting ${name} is left out: hookbench test reads it from the environment variable ${variable(name)}.`,
    )
  }
  const values = Object.entries(settings).map(([name, value]) => [
    name,
    named.includes(name) ? { $env: variable(name) } : value,
  ])
  return {
    profile: source.profile,
    handler: source.handler,
    network: source.networkPolicy,
    ...(values.length === 0 ? {} : { settings: Object.fromEntries(values) as object }),
    // As the ring is run, so that its baseline holds there too.
    deterministic: true,
  }
}

/** `apiKey` is `API_KEY`. */
function variable(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('$', '_')
    .toUpperCase()
}

function expectationFor(
  from: CasesToExport,
  input: RingInput,
  notes: string[],
): Expectation | null {
  const json = from.baseline.get(input.key) ?? null
  if (json === null) {
    return null
  }
  const holdsSecret = createMask(from.secrets)(json) !== json
  if (holdsSecret) {
    notes.push(`${input.label} expects nothing: its baseline holds the value of a secret.`)
    return null
  }
  return Expectation.parse(JSON.parse(json))
}

/**
 * Readable where that makes no difference to the function. One that may look at the text gets it
 * to the byte.
 */
function payloadOf(request: IncomingRequest, isExact: boolean): object {
  const text = formatPayload(request)
  const { payload } = JSON.parse(text) as { payload: Readonly<Record<string, unknown>> }
  const body = Buffer.from(request.body)
  // Numbers that JavaScript cannot hold are lost in `payload`.
  const kept = JSON.stringify({ payload })
  if (!isExact || body.equals(Buffer.from(parsePayload(kept).request.body))) {
    return payload
  }
  return { ...payload, body: body.toString('utf8') }
}

function slug(label: string): string {
  return label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let count = 2; taken.has(name); count += 1) {
    name = `${wanted}-${count}`
  }
  taken.add(name)
  return name
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
