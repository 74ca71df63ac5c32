import type { Plugin } from 'vite'

export interface LaidOut {
  readonly title: string
  readonly sections: readonly { readonly id: string; readonly title: string }[]
  readonly html: string
}

export function slugOf(text: string): string
export function layOut(markdown: string): LaidOut
export function guidePages(): Plugin
