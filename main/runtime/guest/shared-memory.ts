/**
 * Shared memory that nobody wrote to is in no account: V8 leaves it out of its own, the system
 * out of what the process holds. So it is written to when it is made, and counts like all other.
 */
import { replaceIntrinsic } from './intrinsics.ts'

function touch(bytes: SharedArrayBuffer, from = 0): void {
  new Uint8Array(bytes, from).fill(0)
}

export function countSharedMemory(): void {
  const Real = SharedArrayBuffer
  const counted: SharedArrayBufferConstructor = new Proxy(Real, {
    construct(_target, args, newTarget) {
      const target = newTarget === counted ? Real : newTarget
      const buffer = Reflect.construct(Real, args, target) as SharedArrayBuffer
      touch(buffer)
      return buffer
    },
  })
  const { prototype } = Real
  Reflect.set(prototype, 'constructor', counted)
  // Newer than the library of types.
  const grow = Reflect.get(prototype, 'grow') as ((length: number) => void) | undefined
  if (grow !== undefined) {
    const growCounted = new Proxy(grow, {
      apply(target, self: SharedArrayBuffer, args: [number]) {
        const before = self.byteLength
        Reflect.apply(target, self, args)
        touch(self, before)
      },
    })
    Reflect.set(prototype, 'grow', growCounted)
  }
  replaceIntrinsic('SharedArrayBuffer', counted)
}
