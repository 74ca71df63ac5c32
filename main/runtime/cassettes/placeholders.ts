/**
 * Values of settings are kept out of cassettes: a placeholder stands where one was, so that the
 * same cassette serves other values too. `{{settings.apiKey}}`, `{{settings.map.key|url}}`.
 */
import { replaceTexts } from '#main/runtime/host/replace-texts'
import type { SettingValue } from '#preload/model'

export type Settings = Readonly<Record<string, SettingValue>>
export type Pair = readonly [text: string, placeholder: string]

/** The forms in which a text stands in URLs and bodies. */
const forms = {
  '': (text: string) => text,
  '|url': (text: string) => encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8')),
  '|form': (text: string) => new URLSearchParams({ '': text }).toString().slice(1),
  '|json': (text: string) => JSON.stringify(text).slice(1, -1),
  '|base64': (text: string) => Buffer.from(text, 'utf8').toString('base64'),
} as const

function isForm(name: string): name is keyof typeof forms {
  return Object.hasOwn(forms, name)
}

function textsOf(settings: Settings): [name: string, text: string][] {
  return Object.entries(settings).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'boolean') {
      return []
    }
    return typeof value === 'string'
      ? [[name, value]]
      : Object.entries(value).map(([key, text]): [string, string] => [`${name}.${key}`, text])
  })
}

/** What is to be replaced by what, for the texts that `hides` picks. */
export function placeholderPairs(settings: Settings, hides: (text: string) => boolean): Pair[] {
  return textsOf(settings).flatMap(([name, text]): Pair[] =>
    hides(text)
      ? Object.entries(forms).map(([form, write]) => [write(text), `{{settings.${name}${form}}}`])
      : [],
  )
}

const placeholder = /\{\{settings\.([^{}|]+)(\|[a-z0-9]+)?\}\}/g

/** Puts the values of settings in; a placeholder of no setting stays as it is. */
export function expand(text: string, settings: Settings): string {
  const texts = new Map(textsOf(settings))
  return text.replaceAll(placeholder, (whole: string, name: string, form = '') => {
    const value = texts.get(name)
    return value !== undefined && isForm(form) ? forms[form](value) : whole
  })
}

/** Texts of settings that a recording must not hold in any spelling. */
export function hiddenTexts(settings: Settings, hides: (text: string) => boolean): string[] {
  return textsOf(settings)
    .map(([, text]) => text)
    .filter(hides)
}

export function hide(text: string, pairs: readonly Pair[]): string {
  return replaceTexts(text, pairs)
}

/** UTF-8 bytes as char codes, in which bodies are searched. */
export function toBinaryText(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

export function fromBinaryText(binary: string): string {
  return Buffer.from(binary, 'latin1').toString('utf8')
}
