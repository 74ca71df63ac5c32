/**
 * The code editor before there is a window around it: made by the page's first script, typed in
 * meanwhile, and taken over, as it is, by the component that would make it otherwise.
 */
import { draftOfEdit, keepCodeDraft, readCodeDraft } from './code-draft-store.ts'
import { codeText } from './code-text.ts'
import { openText, type OpenText } from './open-text.ts'

interface SavedCode {
  readonly id: string
  readonly code: string
  readonly version: number
}

export interface EarlyText {
  /** Right before the window is drawn: what was typed until now is the draft. */
  readonly lift: () => void
  /** Whoever did not take it by now shows something else. */
  readonly letGo: () => void
}

let early: { readonly documentId: string; readonly text: OpenText } | undefined

export function openEarlyText(place: HTMLElement, source: SavedCode): EarlyText {
  const setup = codeText(source.id)
  const value = readCodeDraft(source.id)?.code ?? source.code
  place.dataset.document = setup.documentId
  const text = openText(place, { ...setup, value })
  text.tell(() => (code) => {
    keepCodeDraft(source.id, draftOfEdit(readCodeDraft(source.id), source, code))
  })
  early = { documentId: setup.documentId, text }
  return {
    lift() {
      text.flush()
      text.lift()
    },
    letGo() {
      if (early?.text === text) {
        early = undefined
        text.dispose()
      }
    },
  }
}

/** Once, by who shows that document. */
export function takeEarlyText(documentId: string): OpenText | undefined {
  if (early?.documentId !== documentId) {
    return undefined
  }
  const { text } = early
  early = undefined
  return text
}
