/** The declarations that the editor reads: the source's body, settings, headers and query. */
import type { Setting, SettingType } from '#preload/model'
import { inferShape } from './infer-shape.ts'
import { printType, safe } from './print-type.ts'

export interface TypingInput {
  /** Parsed bodies, the newest first. */
  readonly bodies: readonly unknown[]
  readonly headerNames: readonly string[]
  readonly queryNames: readonly string[]
  readonly settings: readonly Setting[]
  /** Where the bodies are from, a sentence. */
  readonly origin: string
}

const TYPES: Readonly<Record<SettingType, string>> = {
  STRING: 'string',
  BOOLEAN: 'boolean',
  ARRAY: 'string[]',
  TEXT_MAP: '{ [name: string]: string }',
}

/** So many names are offered. */
const MOST_NAMES = 100

export function printTypings(input: TypingInput): string {
  const body = input.bodies.length === 0 ? 'any' : printType(inferShape(input.bodies))
  return [
    `/** The body of the webhook. ${safe(input.origin)} */`,
    `type HookbenchBody = ${body}`,
    `/** The names of the source's settings; their values are entered in the Settings tab. */`,
    printSettings(input.settings),
    `type HookbenchHeaderName = ${printNames(input.headerNames)}`,
    `type HookbenchQueryName = ${printNames(input.queryNames)}`,
    '',
  ].join('\n')
}

/** The names that were seen are offered, and every other one is right as well. */
function printNames(names: readonly string[]): string {
  const known = [...new Set(names)].slice(0, MOST_NAMES).map((name) => JSON.stringify(name))
  return [...known, '(string & {})'].join(' | ')
}

function printSettings(settings: readonly Setting[]): string {
  const lines = settings.map((setting) => {
    const isSure = setting.required || setting.hasValue
    return `  /** ${docsOf(setting)} */\n  ${setting.name}${isSure ? '' : '?'}: ${TYPES[setting.type]}`
  })
  return `interface HookbenchSettings {\n${lines.join('\n')}\n}`
}

function docsOf({ label, description, required, encrypted, hasValue }: Setting): string {
  const facts = [
    required ? 'Required' : 'Optional',
    ...(encrypted ? ['encrypted'] : []),
    ...(hasValue ? [] : ['has no value yet']),
  ].join(', ')
  const sentences = [label === '' ? '' : `**${label}**`, description, `*${facts}.*`]
  return sentences
    .filter((sentence) => sentence !== '')
    .map(safe)
    .join(' — ')
}
