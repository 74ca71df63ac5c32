/**
 * Notes which fields a function reads, in runs that are made for that alone: what it is given is
 * wrapped in proxies there. A proxy can be told from what it stands for by a function that looks
 * closely, so the core compares what comes out with the run that was not watched.
 */
import { quote } from './report.ts'

export type Place = 'body' | 'headers' | 'query' | 'settings' | 'text'
/** `null` stands for any element of a list, and for any name of a map. */
type Step = string | null

interface Field {
  flags: number
  readonly below: Map<Step, Field>
}

/** The function asked for its value. */
const READ = 1
/** It was in the output as part of something larger. */
const SENT = 2
/** The function asked which names there are. */
const LISTED = 4

/** An object with more names is a map, such as one from ids to things. */
const mostNames = 120
const mostFields = 5000

/** What libraries and the language ask of any object. */
const asked = new Set([
  'then',
  'toJSON',
  'length',
  'splice',
  'nodeType',
  'inspect',
  'callee',
  '_isBuffer',
])

const roots = new Map<Place, Field>()
const wrappers = new WeakSet<object>()
let isWatching = false
/** What a read counts as now; nothing while the runtime itself looks. */
let flag = 0
let fields = 0
let isCut = false

function newField(): Field {
  return { flags: 0, below: new Map() }
}

function root(place: Place): Field {
  let field = roots.get(place)
  if (field === undefined) {
    field = newField()
    roots.set(place, field)
  }
  return field
}

function fieldBelow(parent: Field, step: Step): Field {
  let field = parent.below.get(step)
  if (field === undefined) {
    field = newField()
    if (fields < mostFields) {
      fields += 1
      parent.below.set(step, field)
    } else {
      isCut = true
    }
  }
  return field
}

export function startWatch(): void {
  isWatching = true
  flag = READ
}

/** A function that parses the text by itself is watched as one that asks for the parsed body. */
export function watchBody(text: string): void {
  if (!isWatching || text === '') {
    return
  }
  const parse = JSON.parse
  const watching = {
    parse(given: unknown, ...rest: unknown[]): unknown {
      const value: unknown = Reflect.apply(parse, JSON, [given, ...rest])
      return given === text && rest.length === 0 ? watched('body', value) : value
    },
  }
  Object.defineProperty(JSON, 'parse', {
    value: watching.parse,
    writable: true,
    enumerable: false,
    configurable: true,
  })
}

/** The same value, seen through proxies when the run is watched. */
export function watched(place: Place, value: unknown): unknown {
  if (!isWatching) {
    return value
  }
  if (typeof value !== 'object' || value === null) {
    root(place).flags |= flag
    return value
  }
  return wrap(value, root(place))
}

function wrap(value: unknown, field: Field): unknown {
  if (typeof value !== 'object' || value === null || wrappers.has(value)) {
    return value
  }
  const isList = Array.isArray(value)
  const names = Object.keys(value)
  const isMap = !isList && names.length > mostNames
  const stepOf = (name: string): Step => (isList || isMap ? null : name)
  for (const name of names) {
    const inner: unknown = Reflect.get(value, name)
    if (typeof inner === 'object' && inner !== null) {
      Object.defineProperty(value, name, {
        value: wrap(inner, fieldBelow(field, stepOf(name))),
        writable: true,
        enumerable: true,
        configurable: true,
      })
    }
  }
  const note = (target: object, name: PropertyKey): void => {
    if (flag === 0 || typeof name === 'symbol') {
      return
    }
    const text = String(name)
    const isOwn = Object.hasOwn(target, text)
    if (isList ? /^\d+$/.test(text) : isOwn || !(asked.has(text) || text in target)) {
      fieldBelow(field, stepOf(text)).flags |= flag
    }
  }
  const proxy = new Proxy(value, {
    get(target, name, receiver) {
      note(target, name)
      return Reflect.get(target, name, receiver)
    },
    has(target, name) {
      note(target, name)
      return Reflect.has(target, name)
    },
    ownKeys(target) {
      field.flags |= flag === 0 ? 0 : LISTED
      return Reflect.ownKeys(target)
    },
  })
  wrappers.add(proxy)
  return proxy
}

export function noteRead(place: Place, path: readonly string[]): void {
  if (isWatching) {
    let field = root(place)
    for (const step of path) {
      field = fieldBelow(field, step)
    }
    field.flags |= flag
  }
}

const byName = ['get', 'has', 'getAll']
const asAWhole = ['forEach', 'keys', 'values', 'entries', 'raw', 'toString', Symbol.iterator]

/** For `Headers` and the query: methods of their own that note what they are asked for. */
export function watchLookups<T extends object>(place: Place, list: T): T {
  if (!isWatching) {
    return list
  }
  for (const name of [...byName, ...asAWhole]) {
    const original: unknown = Reflect.get(list, name)
    if (typeof original === 'function') {
      const isByName = byName.some((known) => known === name)
      Object.defineProperty(list, name, {
        value(this: unknown, ...args: unknown[]): unknown {
          noteRead(place, isByName ? [String(args[0])] : [])
          return Reflect.apply(original, this, args)
        },
        writable: true,
        enumerable: false,
        configurable: true,
      })
    }
  }
  return list
}

function reading<T>(as: number, run: () => T): T {
  const before = flag
  flag = as
  try {
    return run()
  } finally {
    flag = before
  }
}

/** What a log shows was not asked for by the function. */
export function unwatched<T>(run: () => T): T {
  return reading(0, run)
}

/** What is copied into the output was not asked for by the function either. */
export function sent<T>(run: () => T): T {
  return isWatching ? reading(SENT, run) : run()
}

/** The function is done: what is read from here on goes into the output. */
export function startSending(): void {
  if (isWatching) {
    flag = SENT
  }
}

/** `{cut, reads: [[flags, place, path]]}`, by hand: user code may have put a `toJSON` on arrays. */
export function readsJson(): string | null {
  if (!isWatching) {
    return null
  }
  flag = 0
  let text = ''
  const tell = (place: Place, field: Field, path: string): void => {
    if (field.flags !== 0) {
      text += `${text === '' ? '' : ','}[${field.flags},${quote(place)},[${path}]]`
    }
    for (const [step, below] of field.below) {
      const shown = step === null ? 'null' : quote(step)
      tell(place, below, path === '' ? shown : `${path},${shown}`)
    }
  }
  for (const [place, field] of roots) {
    tell(place, field, '')
  }
  return `{"cut":${isCut},"reads":[${text}]}`
}
