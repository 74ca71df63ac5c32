/**
 * Libraries are evaluated inside the context, on first touch, so that `instanceof` holds and an
 * untouched one costs nothing. The host compiles them and hands the factory back.
 */
import { callHost } from './bridge.ts'
import { intrinsicsForLibraries } from './intrinsics.ts'

export type Factory = (scope: object) => unknown

const loaded = new Map<string, unknown>()
let provided: Factory | undefined

/** Called by the host while `lib` is being answered. */
export function provideLibrary(factory: Factory): void {
  provided = factory
}

export function loadLibrary(name: string, scope: () => object): unknown {
  if (!loaded.has(name)) {
    callHost('lib', name)
    const factory = provided
    provided = undefined
    if (factory === undefined) {
      throw new Error(`${name} could not be loaded`)
    }
    loaded.set(name, factory({ ...intrinsicsForLibraries(), ...scope() }))
  }
  return loaded.get(name)
}
