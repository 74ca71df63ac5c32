import type { Plugin } from 'vite'

export function leaveOutMonacoWorkers(): Plugin
export function preloadWithPage(moduleName: string): Plugin
