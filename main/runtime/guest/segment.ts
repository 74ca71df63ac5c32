/**
 * `Segment.*`: what a function emits. The rules and messages follow the vendor's runtime to the
 * letter: falsy values and unknown keys are dropped, nothing is coerced.
 */
import { ValidationError } from './errors.ts'

type Message = Record<string, unknown>

export interface Emitted {
  readonly events: unknown[]
  readonly objects: unknown[]
}

const commonKeys = [
  'userId',
  'anonymousId',
  'context',
  'integrations',
  'messageId',
  'sentAt',
  'timestamp',
]
const copiedKeys: Record<string, true> = { context: true, integrations: true }

/** Keys that a call keeps, in output order, and the one it cannot do without. */
const calls = {
  track: { required: 'event', keys: ['event', 'properties'] },
  identify: { required: null, keys: ['traits'] },
  page: { required: null, keys: ['name', 'properties'] },
  screen: { required: null, keys: ['name', 'properties'] },
  group: { required: 'groupId', keys: ['groupId', 'traits'] },
  alias: { required: 'previousId', keys: ['previousId'] },
} as const

function demand(message: Message, key: string): void {
  if (message[key] === undefined || message[key] === '') {
    throw new ValidationError(`${key} is required but not defined`)
  }
}

function keep(into: Message, from: Message, keys: readonly string[]): Message {
  for (const key of keys) {
    const value = from[key]
    if (value) {
      into[key] = copiedKeys[key] && typeof value === 'object' ? Object.assign({}, value) : value
    }
  }
  return into
}

/** The object is made of methods that refuse another `this`, as the original class does. */
export function createSegment(emitted: Emitted): object {
  const push = Array.prototype.push
  const segment: Record<string, unknown> = {}

  function define(name: string, run: (message: Message) => Message): void {
    const method = {
      [name](this: unknown, message: unknown): Message {
        if (this !== segment) {
          throw new TypeError(`Segment.${name} must be called as Segment.${name}(...)`)
        }
        return run((message ?? {}) as Message)
      },
    }[name]
    Object.defineProperty(segment, name, {
      value: method,
      writable: true,
      configurable: true,
      enumerable: true,
    })
  }

  for (const [type, { required, keys }] of Object.entries(calls)) {
    define(type, (message) => {
      if (required !== null) {
        demand(message, required)
      }
      if (!message['userId'] && !message['anonymousId']) {
        throw new ValidationError('One of userId,anonymousId is required but not defined')
      }
      const stored = keep(keep({ type }, message, keys), message, commonKeys)
      Reflect.apply(push, emitted.events, [stored])
      return stored
    })
  }

  define('set', (message) => {
    demand(message, 'collection')
    demand(message, 'id')
    const stored = keep({}, message, ['collection', 'id', 'properties'])
    Reflect.apply(push, emitted.objects, [stored])
    return stored
  })
  return segment
}
