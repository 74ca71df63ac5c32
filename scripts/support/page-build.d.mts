import type { Plugin } from 'vite'

export function leaveOutMonacoWorkers(): Plugin
/** Each a module, by the end of its name. */
export function startOfPage(modules: {
  readonly first: string
  readonly window: string
  readonly editor: string
}): Plugin[]
