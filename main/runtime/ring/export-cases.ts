/** A source with its payloads and its baseline as a folder that `hookbench test` accepts. */
import { Expectation } from '#main/runtime/cases/expectation'
import { isHeldIn } from '#main/runtime/mask'
import { formatPayload, parsePayload } from '#main/runtime/payload'
import type { IncomingRequest } from '#main/runtime/runtime'
import type { Baseline } from '#main/store/baselines-repo'
import type { SourceRecord } from '#main/store/sources-repo'
import type { SettingValue } from '#preload/model'
import type { ExportedCases } from '#preload/model/ring'
import { textsOf } from '#preload/model/setting-texts'
import type { RingInput } from './inputs.ts'
import { zip } from './zip.ts'

/** As it leaves: unless secrets may leave, without its sender's credentials. */
export interface CaseInput extends RingInput {
  /** Where they stood: "header Authorization". */
  readonly withheld: readonly string[]
  /** What they were. */
  readonly hidden: readonly string[]
}

export interface CasesToExport {
  readonly source: Pick<SourceRecord, 'code' | 'handler' | 'profile' | 'networkPolicy'>
  readonly inputs: readonly CaseInput[]
  /** What was accepted, by the keys of the inputs. */
  readonly baseline: ReadonlyMap<string, Pick<Baseline, 'json' | 'heldSecret'>>
  /** Names and values; those of encrypted settings are withheld unless `withSecrets`. */
  readonly settings: Readonly<Record<string, SettingValue>>
  readonly encrypted: readonly string[]
  readonly secrets: readonly string[]
  readonly withSecrets: boolean
  /** The recorded calls, which the cases are run with. */
  readonly cassette: string | null
}

/** What is told of an export while it is put together. */
interface Told {
  readonly notes: string[]
  readonly withheld: Set<string>
}

export function exportCases(from: CasesToExport): ExportedCases {
  const { source } = from
  const told: Told = { notes: [], withheld: new Set() }
  const files = [
    { path: 'function.js', text: source.code },
    { path: 'hookbench.json', text: pretty(configOf(from, told)) },
    ...(from.cassette === null ? [] : [{ path: 'cassette.json', text: from.cassette }]),
  ]
  const isExact = source.code.includes('text')
  const names = new Set<string>()
  for (const input of from.inputs) {
    const name = freeName(slug(input.label), names)
    const settings = settingsOf(from, input, told)
    const expect = expectationFor(from, input, told)
    const note = input.title === '' ? input.label : `${input.label}: ${input.title}`
    files.push({
      path: `cases/${name}.json`,
      text: pretty({
        note,
        payload: payloadOf(input.request, isExact),
        ...(settings === null ? {} : { settings }),
        ...(expect === null ? {} : { expect }),
      }),
    })
  }
  const places = new Set(from.inputs.flatMap(({ withheld }) => withheld))
  if (places.size > 0) {
    told.notes.push(
      `Where the cases are run, the function reads REDACTED in ${listed([...places])}.`,
    )
  }
  const bare = from.inputs.filter(({ key }) => !from.baseline.has(key)).map(({ label }) => label)
  if (bare.length > 0) {
    const words =
      bare.length === 1
        ? 'expects nothing yet: accept what it gives'
        : 'expect nothing yet: accept what they give'
    told.notes.push(`${listed(bare)} ${words}.`)
  }
  return { files, notes: told.notes, withheld: [...new Set([...places, ...told.withheld])] }
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
  const accepted = [...baseline.values()].reduce((sum, { json }) => sum + json.length, 0)
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

function configOf({ source, ...from }: CasesToExport, told: Told): object {
  return {
    profile: source.profile,
    handler: source.handler,
    network: source.networkPolicy,
    ...(Object.keys(from.settings).length === 0
      ? {}
      : { settings: withoutEncrypted(from, from.settings, told) }),
    // As the ring is run, so that its baseline holds there too.
    deterministic: true,
  }
}

/** A payload may bring its own values of encrypted settings. */
function settingsOf(from: CasesToExport, { settings }: RingInput, told: Told): object | null {
  return settings === null ? null : withoutEncrypted(from, settings, told)
}

function withoutEncrypted(
  from: Pick<CasesToExport, 'encrypted' | 'withSecrets'>,
  settings: Readonly<Record<string, SettingValue>>,
  { notes, withheld }: Told,
): object {
  const isWithheld = (name: string): boolean => !from.withSecrets && from.encrypted.includes(name)
  const values = Object.entries(settings).map(([name, value]) => [
    name,
    isWithheld(name) ? { $env: variable(name) } : value,
  ])
  for (const name of Object.keys(settings).filter(isWithheld)) {
    if (!withheld.has(`setting ${name}`)) {
      withheld.add(`setting ${name}`)
      notes.push(
        `The value of the encrypted setting ${name} is left out: hookbench test reads it from the environment variable ${variable(name)}.`,
      )
    }
  }
  return Object.fromEntries(values) as object
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
  input: CaseInput,
  { notes, withheld }: Told,
): Expectation | null {
  const accepted = from.baseline.get(input.key)
  if (accepted === undefined) {
    return null
  }
  const why = from.withSecrets ? null : reasonToWithhold(from, input, accepted)
  if (why !== null) {
    withheld.add('what is expected')
    notes.push(`${input.label} expects nothing: ${why}.`)
    return null
  }
  return Expectation.parse(JSON.parse(accepted.json))
}

function reasonToWithhold(
  { secrets, encrypted }: CasesToExport,
  { hidden, settings }: CaseInput,
  { json, heldSecret }: Pick<Baseline, 'json' | 'heldSecret'>,
): string | null {
  const own = Object.entries(settings ?? {}).flatMap(([name, value]) =>
    encrypted.includes(name) ? textsOf(value) : [],
  )
  if (heldSecret === true || isHeldIn(json, [...secrets, ...hidden, ...own])) {
    return 'its baseline holds the value of a secret'
  }
  return heldSecret === null && encrypted.length > 0
    ? 'its baseline may hold a secret of before, accept what it gives once more'
    : null
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
