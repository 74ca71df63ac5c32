/**
 * What the language is made of. The build takes it from a context before code of the user's runs
 * there, whose top-level `const Map` or `class Error` stands before the global of that name.
 */
declare const intrinsics: Record<string, unknown>

/** A few are replaced by the runtime itself, and are so for libraries as well. */
export function replaceIntrinsic(name: string, value: unknown): void {
  intrinsics[name] = value
  Reflect.set(globalThis, name, value)
}

let libraryGlobal: object | undefined

/** What libraries see: a `function Map` of the user's is a property of the real global. */
export function intrinsicsForLibraries(): object {
  libraryGlobal ??= Object.assign(Object.create(globalThis) as object, intrinsics)
  return { ...intrinsics, globalThis: libraryGlobal, global: libraryGlobal }
}
