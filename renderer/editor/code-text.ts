/** How a source's code is opened. */
import type { TextSetup } from './open-text.ts'

export function codeText(sourceId: string): Omit<TextSetup, 'value'> {
  return { documentId: `code:${sourceId}`, language: 'javascript', label: 'Function code' }
}
