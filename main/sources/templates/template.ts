/** What a template is made of: a function, a webhook as the tool really sends it, what comes out. */
import type { HandlerInterface, Profile, RawHeaders, RunOutput, SettingValue } from '#preload/model'

export interface TemplateSetting {
  readonly name: string
  readonly label: string
  readonly type: 'STRING' | 'BOOLEAN' | 'ARRAY' | 'TEXT_MAP'
  readonly description: string
  readonly required: boolean
  readonly encrypted: boolean
  /** With this value the template runs on its own webhook; the user puts theirs in its place. */
  readonly value: SettingValue
}

export interface Template {
  readonly id: string
  readonly name: string
  /** One sentence: what it turns into what. */
  readonly description: string
  /** Words beside the name that a search finds it by. */
  readonly keywords: string
  readonly profile: Profile
  readonly handler: HandlerInterface
  readonly code: string
  readonly headers: RawHeaders
  /** Without `?`. */
  readonly query: string
  /** A text is sent as it is, anything else as JSON without spaces. */
  readonly body: unknown
  readonly settings: readonly TemplateSetting[]
  /** The sender whose signature is made with the first encrypted setting; `null` for none. */
  readonly signedBy: string | null
  /** What the function emits for this webhook; a test holds it to that. */
  readonly output: RunOutput
}

type Given = Pick<Template, 'id' | 'name' | 'description' | 'code' | 'headers' | 'body' | 'output'>

export function template(given: Given & Partial<Template>): Template {
  return {
    keywords: '',
    profile: '2019',
    handler: 'modern',
    query: '',
    settings: [],
    signedBy: null,
    ...given,
  }
}

const CHECKED =
  'Requests that are not signed with it are rejected. Leave it empty where the function is ' +
  'deployed: there the keys of a JSON body are sorted, and its signature no longer matches.'

/** The secret that a sender signs with, named so that Hookbench signs samples with it, too. */
export function signingSecret(
  label: string,
  where: string,
  value: string,
  name = 'signingSecret',
): TemplateSetting {
  return {
    name,
    label,
    type: 'STRING',
    description: `${where}. ${CHECKED}`,
    required: false,
    encrypted: true,
    value,
  }
}
