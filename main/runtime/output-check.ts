/**
 * The check that the vendor does after a run. What it finds are warnings: published functions
 * break these rules, and their output is still shown and can be pushed.
 */
import type { OutputWarning, RunOutput } from '#preload/model'
import { createMask, maskPointer, type Mask } from './mask.ts'

const maxEventBytes = 32 * 1024
const maxNameLength = 100

type Found = (path: string, message: string) => void
type JsonObject = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

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

/** No fewer bytes than the value has as JSON: exact sizes of thousands of events take too long. */
function atMost(value: unknown): number {
  if (typeof value === 'string') {
    // A control character takes six bytes, any other at most three.
    return value.length * 6 + 2
  }
  if (typeof value !== 'object' || value === null) {
    return 25
  }
  let bytes = 2
  for (const key in value) {
    bytes += key.length * 6 + 4 + atMost(Reflect.get(value, key))
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
    if (event[key] !== undefined && !isObject(event[key])) {
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
  if (atMost(event) > maxEventBytes) {
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
  if (properties !== undefined && !isObject(properties)) {
    found(at('properties'), expectObject)
  }
  for (const [key, value] of Object.entries(isObject(properties) ? properties : {})) {
    if (typeof value === 'object' && value !== null) {
      found(at('properties', key), 'Nested values are not accepted in the properties of an object.')
    }
  }
}

export const secretFound = 'Contains the value of an encrypted setting.'
const secretName = 'The name of a property contains the value of an encrypted setting.'
export const secretMessages: ReadonlySet<string> = new Set([secretFound, secretName])

function checkSecrets(value: unknown, path: string, hide: Mask, found: Found): void {
  if (typeof value === 'string' || typeof value === 'number') {
    const text = String(value)
    if (hide(text) !== text) {
      found(path, secretFound)
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const at = `${path}${pointer(key)}`
      if (hide(key) !== key) {
        found(at, secretName)
      }
      checkSecrets(inner, at, hide, found)
    }
  }
}

/** Paths and messages of what is found hold no secrets themselves. */
export function checkOutput(output: RunOutput, secrets: readonly string[] = []): OutputWarning[] {
  const warnings: OutputWarning[] = []
  const found: Found = (path, message) => void warnings.push({ path, message })
  output.events.forEach((event, index) => checkEvent(event, index, found))
  output.objects.forEach((object, index) => checkObject(object, index, found))
  if (secrets.length === 0) {
    return warnings
  }
  const hide = createMask(secrets)
  const text = JSON.stringify(output)
  if (hide(text) === text) {
    return warnings
  }
  checkSecrets(output, '', hide, found)
  return warnings.map(({ path, message }) => ({ path: maskPointer(path, hide), message }))
}
