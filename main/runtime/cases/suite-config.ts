/** `hookbench.json` beside a function: how its cases are run. */
import { HandlerInterface, Profile, SettingValue } from '#preload/model'
import { AppError } from '#preload/errors'
import { NetworkPolicy } from '#preload/model/network'
import { z } from 'zod'
import { invalid } from './case-file.ts'
import { parseJsonText } from './json-text.ts'

/** A secret stays out of the files: its value is that of a variable of the environment. */
const FromEnvironment = z.strictObject({ $env: z.string().min(1) })
const Settings = z.record(z.string(), z.union([FromEnvironment, SettingValue]))
export type SettingSources = z.infer<typeof Settings>

const Config = z.strictObject({
  profile: Profile.optional(),
  handler: HandlerInterface.optional(),
  settings: Settings.optional(),
  /** What the function may reach, unless a cassette answers its calls. */
  network: NetworkPolicy.optional(),
  /** Freezes the clock and seeds randomness: `true`, or the time and the seed. */
  deterministic: z
    .union([
      z.boolean(),
      z.strictObject({ now: z.iso.datetime({ offset: true }), seed: z.number().int().optional() }),
    ])
    .optional(),
})

export interface SuiteConfig {
  readonly profile: Profile
  readonly handler: HandlerInterface
  readonly settings: SettingSources
  readonly network: NetworkPolicy
  readonly deterministic: { readonly now: number; readonly seed: number } | null
}

export const defaultConfig: SuiteConfig = {
  profile: '2019',
  handler: 'modern',
  settings: {},
  network: 'allow',
  deterministic: null,
}

const DAY_OF_THE_CHANGE = Date.UTC(2019, 8, 11)

/** Over the configuration of the folder above. */
export function parseConfig(text: string, file: string, above: SuiteConfig): SuiteConfig {
  const value = parseJsonText(text, file)
  const parsed = Config.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw invalid(
      file,
      text.replace(/^\uFEFF/, ''),
      issue?.path ?? [],
      issue?.message ?? 'not right',
    )
  }
  const { profile, handler, settings, network, deterministic } = parsed.data
  return {
    profile: profile ?? above.profile,
    handler: handler ?? above.handler,
    settings: { ...above.settings, ...settings },
    network: network ?? above.network,
    deterministic: deterministic === undefined ? above.deterministic : toClock(deterministic),
  }
}

function toClock(
  value: boolean | { now: string; seed?: number | undefined },
): SuiteConfig['deterministic'] {
  if (value === false) {
    return null
  }
  return value === true
    ? { now: DAY_OF_THE_CHANGE, seed: 1 }
    : { now: Date.parse(value.now), seed: value.seed ?? 1 }
}

export interface ResolvedSettings {
  readonly values: Readonly<Record<string, SettingValue>>
  /** Values that came from the environment: masked in what is shown, and never written. */
  readonly secrets: readonly string[]
}

export function parseSettingSources(value: unknown, text: string, file: string): SettingSources {
  const parsed = Settings.safeParse(value)
  if (!parsed.success) {
    const message =
      'a setting is a string, true or false, a list of strings, a map of strings, or {"$env": "NAME"}'
    throw invalid(file, text, ['settings', ...(parsed.error.issues[0]?.path ?? [])], message)
  }
  return parsed.data
}

export function resolveSettings(
  sources: SettingSources,
  env: Readonly<Record<string, string | undefined>>,
  file: string,
): ResolvedSettings {
  const values: Record<string, SettingValue> = {}
  const secrets: string[] = []
  for (const [name, source] of Object.entries(sources)) {
    const reference = FromEnvironment.safeParse(source)
    if (!reference.success) {
      values[name] = source
      continue
    }
    const value = env[reference.data.$env]
    if (value === undefined) {
      throw new AppError(
        'invalid_input',
        `${file}: the setting ${name} needs the environment variable ${reference.data.$env}, which is not set.`,
        { hint: 'Set it, or give the setting a value of its own in the file.' },
      )
    }
    values[name] = value
    secrets.push(value)
  }
  return { values, secrets }
}
