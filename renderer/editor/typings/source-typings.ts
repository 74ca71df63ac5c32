/**
 * The typings of the source on the bench, handed to the language service when it is there. Kept
 * apart from Monaco, which is loaded later than the window.
 */
import type { TypedProfile } from './profile-typings.ts'

export interface SourceTypings extends TypedProfile {
  /** From the core: body, settings, names. */
  readonly dts: string
}

/** Until the core has answered. */
const UNKNOWN = `
type HookbenchBody = any
type HookbenchHeaderName = string
type HookbenchQueryName = string
interface HookbenchSettings { [name: string]: any }
`

let current: SourceTypings = { profile: '2019', handler: 'modern', dts: UNKNOWN }
let listener: ((typings: SourceTypings) => void) | undefined

export function setSourceTypings(
  typings: TypedProfile & { readonly dts: string | undefined },
): void {
  current = { ...typings, dts: typings.dts ?? UNKNOWN }
  listener?.(current)
}

/** Called at once with what is known, and at each change. */
export function onSourceTypings(listen: (typings: SourceTypings) => void): void {
  listener = listen
  listen(current)
}
