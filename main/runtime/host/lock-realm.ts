/**
 * Takes away from the worker's realm what code that got out of the context could use. The
 * process's permissions are the wall; this keeps the worker from reaching around it (a thread
 * of its own, signals, open descriptors) and from making code in this realm at all.
 */
import type { Module } from 'node:module'
import type { Builtin } from './binary.ts'
import { lockNetwork } from './lock-network.ts'
import type { NetworkGate } from './network-gate.ts'

/** Modules that no part of the runtime needs once it is loaded. */
const emptied = [
  'fs',
  'fs/promises',
  'child_process',
  'cluster',
  'worker_threads',
  'inspector',
  'inspector/promises',
  'module',
  'repl',
  'v8',
  'vm',
  'wasi',
  'os',
  'dgram',
  'tty',
  'readline',
  'readline/promises',
  'sqlite',
  'sea',
  'test',
] as const

/** Single functions that change the whole process, not this thread alone. */
const processWide: Readonly<Record<string, readonly string[]>> = {
  crypto: ['setEngine', 'setFips', 'fips'],
  tls: ['setDefaultCACertificates'],
}

/**
 * What our own checks are made of: code that got out must not make them say yes by replacing a
 * method of lists or texts. Errors and plain objects are left, since Node's own code assigns to
 * names that their prototypes have.
 */
const frozen = ['Array', 'String', 'RegExp', 'Set', 'Map', 'Number', 'Reflect', 'JSON', 'Promise']

const processKept = new Set([
  'version',
  'versions',
  'arch',
  'platform',
  'release',
  'nextTick',
  'emitWarning',
  'hrtime',
  'uptime',
  'memoryUsage',
  'cpuUsage',
  'exitCode',
  'features',
  'config',
  'domain',
  'noDeprecation',
  'throwDeprecation',
  'traceDeprecation',
  'allowedNodeEnvironmentFlags',
  // Node's own worker code ends the thread through these.
  'exit',
  'reallyExit',
  '_exiting',
  'setUncaughtExceptionCaptureCallback',
  'hasUncaughtExceptionCaptureCallback',
  'emit',
  'on',
  'once',
  'off',
  '_events',
  '_eventsCount',
  '_maxListeners',
  '_tickCallback',
  '_rawDebug',
])

const globalsTaken = [
  'Function',
  'eval',
  'fetch',
  'WebSocket',
  'EventSource',
  'BroadcastChannel',
  'MessageChannel',
  'MessagePort',
  'Worker',
  'WebAssembly',
  'navigator',
  'localStorage',
  'sessionStorage',
  'global',
]

function take(from: object, key: PropertyKey): void {
  try {
    if (!Reflect.deleteProperty(from, key)) {
      Reflect.defineProperty(from, key, { value: undefined })
      Reflect.set(from, key, undefined)
    }
  } catch {
    // A property that can neither go nor change holds nothing that matters: tests prove it.
  }
}

const functionKinds = [
  function plain() {},
  async function later() {},
  function* many() {},
  async function* manyLater() {},
]

function emptyModule(module: object | null): void {
  for (const key of module === null ? [] : Reflect.ownKeys(module)) {
    take(module as object, key)
  }
}

function takeConstructors(): void {
  for (const item of functionKinds) {
    // Without `constructor`, a leaked function of this realm is no way to compile code in it.
    Reflect.defineProperty(Reflect.getPrototypeOf(item) as object, 'constructor', {
      value: undefined,
      writable: false,
      configurable: false,
    })
  }
}

function freezeIntrinsics(): void {
  for (const name of frozen) {
    const value = Reflect.get(globalThis, name) as { readonly prototype?: object }
    Object.freeze(value)
    if (value.prototype !== undefined) {
      Object.freeze(value.prototype)
    }
    Object.defineProperty(globalThis, name, { value, writable: false, configurable: false })
  }
  for (const list of [[], new Map(), new Set(), '']) {
    const iterator: unknown = list[Symbol.iterator]()
    Object.freeze(Reflect.getPrototypeOf(iterator as object))
  }
  Object.preventExtensions(Object.prototype)
}

export function lockRealm(builtin: Builtin, gate: NetworkGate): void {
  const syncExports = (builtin('module') as typeof Module).syncBuiltinESMExports
  lockNetwork(builtin, gate)
  // All are loaded before the first is emptied: some extend a class of another.
  const modules = emptied.map((name) => builtin(`node:${name}`))
  for (const module of modules) {
    if (typeof module === 'object' || typeof module === 'function') {
      emptyModule(module)
    }
  }
  for (const [name, keys] of Object.entries(processWide)) {
    for (const key of keys) {
      take(builtin(name) as object, key)
    }
  }
  syncExports()
  for (const key of Reflect.ownKeys(process)) {
    if (typeof key === 'symbol' || !processKept.has(key)) {
      take(process, key)
    }
  }
  // Node's own code reads single variables of it.
  Reflect.defineProperty(process, 'env', { value: Object.freeze({}), enumerable: true })
  for (const name of globalsTaken) {
    take(globalThis, name)
  }
  takeConstructors()
  freezeIntrinsics()
}
