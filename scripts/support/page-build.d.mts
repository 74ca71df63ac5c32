import type { Plugin } from 'vite'

export function leaveOutMonacoWorkers(): Plugin
/** Each a module, by the end of its name. */
export function startOfPage(modules: {
  readonly first: string
  readonly editor: string
  readonly window: string
  /** The last of them, with what it takes of the others. */
  readonly parts: string
}): Plugin[]
