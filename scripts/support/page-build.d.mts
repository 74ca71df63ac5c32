import type { Plugin } from 'vite'

export function leaveOutMonacoWorkers(): Plugin
export function preloadWithPage(modules: {
  readonly window: string
  readonly later: string
}): Plugin
