/**
 * The check that the vendor does after a run. What it finds are warnings: published functions
 * break these rules, and their output is still shown and can be pushed.
 */
import type { OutputWarning, RunOutput } from '#preload/model'
import { isJsonObject, type JsonObject } from '#preload/model/json-object'
import { createMaskWithin, maskPointer, type Mask } from './mask.ts'

const maxEventBytes = 32 * 1024
const maxNameLength = 100

type Found = (path: string, message: string) => void

/** RFC 6901. */
export function pointer(...parts: readonly (string | number)[]): string {
  return parts
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
}

const expectString = 'Incorrect type. Expected "string".'
const expectObject = 'Incorrect type. Expected "object".'

const stringKeys = [
  'type',
  'event',
  'name',
  'userId',
  'anonymousId',
  'groupId',
  'previousId',
  'messageId',
]
const objectKeys = ['properties', 'traits', 'context', 'integrations']
const types = new Set(['track', 'identify', 'page', 'screen', 'group', 'alias'])
const needed: Readonly<Record<string, string>> = {
  track: 'event',
  group: 'groupId',
  alias: 'previousId',
}

/**
 * No fewer bytes than the value has as JSON, or more than `left`: exact sizes of thousands of
 * events take too long.
 */
function atMost(value: unknown, left: number): number {
  if (typeof value === 'string') {
    // A control character takes six bytes, any other at most three.
    return value.length * 6 + 2
  }
  if (typeof value !== 'object' || value === null) {
    return 25
  }
  let bytes = 2
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && bytes <= left; index += 1) {
      bytes += 1 + atMost(value[index], left - bytes)
    }
    return bytes
  }
  for (const key in value) {
    if (bytes > left) {
      break
    }
    bytes += key.length * 6 + 4 + atMost(Reflect.get(value, key), left - bytes)
  }
  return bytes
}

function checkEvent(event: JsonObject, index: number, found: Found): void {
  const at = (...parts: string[]): string => pointer('events', index, ...parts)
  for (const key of stringKeys) {
    if (event[key] !== undefined && typeof event[key] !== 'string') {
      found(at(key), expectString)
    }
  }
  for (const key of objectKeys) {
    if (event[key] !== undefined && !isJsonObject(event[key])) {
      found(at(key), expectObject)
    }
  }
  const type = event['type']
  if (type === undefined || (typeof type === 'string' && !types.has(type))) {
    found(
      type === undefined ? at() : at('type'),
      `Value is not accepted. Valid values: ${[...types].map((name) => `"${name}"`).join(', ')}.`,
    )
  }
  const required = typeof type === 'string' ? needed[type] : undefined
  if (required !== undefined && event[required] === undefined) {
    found(at(), `Missing property "${required}".`)
  }
  if (event['userId'] === undefined && event['anonymousId'] === undefined) {
    found(at(), 'Missing property "userId" or "anonymousId".')
  }
  if (atMost(event, maxEventBytes) > maxEventBytes) {
    const bytes = Buffer.byteLength(JSON.stringify(event))
    if (bytes > maxEventBytes) {
      found(at(), `The event has ${bytes} bytes. At most ${maxEventBytes} (32 KB) are accepted.`)
    }
  }
}

function checkObject(object: JsonObject, index: number, found: Found): void {
  const at = (...parts: string[]): string => pointer('objects', index, ...parts)
  const { collection, id, properties } = object
  if (collection === undefined) {
    found(at(), 'Missing property "collection".')
  } else if (typeof collection !== 'string') {
    found(at('collection'), expectString)
  } else if (!/^[a-z_]+$/.test(collection)) {
    found(at('collection'), 'A collection may only have lower-case letters and "_".')
  } else if (collection.length > maxNameLength) {
    found(at('collection'), `A collection has at most ${maxNameLength} characters.`)
  }
  if (id === undefined) {
    found(at(), 'Missing property "id".')
  } else if (typeof id !== 'string') {
    found(at('id'), expectString)
  } else if (id.length > maxNameLength) {
    found(at('id'), `An id has at most ${maxNameLength} characters.`)
  }
  if (properties !== undefined && !isJsonObject(properties)) {
    found(at('properties'), expectObject)
  }
  for (const [key, value] of Object.entries(isJsonObject(properties) ? properties : {})) {
    if (typeof value === 'object' && value !== null) {
      found(at('properties', key), 'Nested values are not accepted in the properties of an object.')
    }
  }
}

export const secretFound = 'Contains the value of an encrypted setting.'
const secretName = 'The name of a property contains the value of an encrypted setting.'
export const secretMessages: ReadonlySet<string> = new Set([secretFound, secretName])

interface SecretCheck {
  readonly hide: Mask
  readonly found: Found
  /** Where it is now; put into words only when something is found. */
  readonly at: (string | number)[]
}

function checkSecrets(value: unknown, check: SecretCheck): void {
  const { hide, found, at } = check
  if (typeof value === 'string' || typeof value === 'number') {
    const text = String(value)
    if (hide(text) !== text) {
      found(pointer(...at), secretFound)
    }
  } else if (Array.isArray(value)) {
    value.forEach((inner, index) => {
      at.push(index)
      checkSecrets(inner, check)
      at.pop()
    })
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      at.push(key)
      if (hide(key) !== key) {
        found(pointer(...at), secretName)
      }
      checkSecrets(inner, check)
      at.pop()
    }
  }
}

/** More help nobody, and would hold up the window for which they are made. */
const maxWarnings = 1000

class Warnings {
  readonly list: OutputWarning[] = []
  #more = 0

  readonly found: Found = (path, message) => {
    if (this.list.length < maxWarnings) {
      this.list.push({ path, message })
    } else {
      this.#more += 1
    }
  }

  get all(): OutputWarning[] {
    const what = this.#more === 1 ? '1 more warning is' : `${this.#more} more warnings are`
    return this.#more === 0
      ? this.list
      : [...this.list, { path: '', message: `${what} not shown.` }]
  }
}

/** Paths and messages of what is found hold no secrets themselves. */
export function checkOutput(output: RunOutput, secrets: readonly string[] = []): OutputWarning[] {
  const warnings = new Warnings()
  output.events.forEach((event, index) => checkEvent(event, index, warnings.found))
  output.objects.forEach((object, index) => checkObject(object, index, warnings.found))
  const text = secrets.length === 0 ? '' : JSON.stringify(output)
  const hide = createMaskWithin(text, secrets)
  if (hide(text) === text) {
    return warnings.all
  }
  const held = new Warnings()
  checkSecrets(output, { hide, found: held.found, at: [] })
  return [...warnings.all, ...held.all].map(({ path, message }) => ({
    path: maskPointer(path, hide),
    message,
  }))
}
