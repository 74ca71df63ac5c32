/**
 * `Segment.*`: what a function emits. The rules and messages follow the vendor's runtime to the
 * letter: falsy values and unknown keys are dropped, nothing is coerced.
 */
import { callKeys, commonKeys } from './call-keys.ts'
import { ValidationError } from './errors.ts'
import { sent } from './watch.ts'

type Message = Record<string, unknown>

export interface Emitted {
  readonly events: unknown[]
  readonly objects: unknown[]
}

function demand(message: Message, key: string): void {
  if (message[key] === undefined || message[key] === '') {
    throw new ValidationError(`${key} is required but not defined`)
  }
}

function keep(into: Message, from: Message, keys: readonly string[]): Message {
  for (const key of keys) {
    const value = from[key]
    if (value) {
      into[key] = value
    }
  }
  return into
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/** As lodash's `merge` copies: plain objects and lists at every depth, all else as it is. */
function copied(value: unknown, known: Map<object, object>): unknown {
  if (typeof value !== 'object' || value === null) {
    return value
  }
  const isList = Array.isArray(value)
  if (!isList && !isPlain(value)) {
    return value
  }
  const earlier = known.get(value)
  if (earlier !== undefined) {
    return earlier
  }
  const copy: object = isList ? [] : {}
  known.set(value, copy)
  for (const key of Object.keys(value)) {
    Object.defineProperty(copy, key, {
      value: copied(Reflect.get(value, key), known),
      writable: true,
      enumerable: true,
      configurable: true,
    })
  }
  return copy
}

/** The keys that all messages have: copied, so that later changes do not reach the output. */
function common(message: Message): Message {
  const values = keep({}, message, commonKeys)
  return sent(() => copied(values, new Map())) as Message
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
        return run(message as Message)
      },
    }[name]
    Object.defineProperty(segment, name, {
      value: method,
      writable: true,
      configurable: true,
      enumerable: true,
    })
  }

  for (const [type, { required, keys }] of Object.entries(callKeys)) {
    define(type, (message) => {
      if (required !== null) {
        demand(message, required)
      }
      if (!message['userId'] && !message['anonymousId']) {
        throw new ValidationError('One of userId,anonymousId is required but not defined')
      }
      const stored = Object.assign(keep({ type }, message, keys), common(message))
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
