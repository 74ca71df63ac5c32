/** A fresh vm context with the globals of a profile, and the functions the host may call in it. */
import type { Guest } from '../guest/realm.ts'
import type { Scripts } from './scripts.ts'
import { contextify, DONT_CONTEXTIFY, type Script } from './vm.ts'

export interface Context {
  readonly guest: Guest
  run(script: Script): unknown
}

export interface ContextKind {
  readonly profile: string
  readonly legacy: boolean
}

export type HostCall = (op: string, arg: string, data: string, more: string) => string

type StartRealm = (bridge: HostCall, options: string) => Guest

/** Errors of the host never cross: they become text that the guest makes an error of its own. */
function toText(error: unknown): string {
  const { name, message, code } = error as NodeJS.ErrnoException
  return `-${JSON.stringify({ name, message, ...(code === undefined ? {} : { code }) })}`
}

export function createContext(scripts: Scripts, kind: ContextKind, call: HostCall): Context {
  // A vanilla global has no host object behind it, so `this.constructor` is the context's own.
  const contextified = contextify(DONT_CONTEXTIFY)
  const run = (script: Script): unknown => script.runInContext(contextified)
  const bridge: HostCall = (op, arg, data, more) => {
    try {
      if (op === 'lib') {
        guest.library(run(scripts.library(arg)) as Parameters<Guest['library']>[0])
        return '+'
      }
      return `+${call(op, arg, data, more)}`
    } catch (error) {
      return toText(error)
    }
  }
  const guest = (run(scripts.realm) as StartRealm)(bridge, JSON.stringify(kind))
  return { guest, run }
}
