/** Marks beside lines and in them, such as those of coverage, as Monaco's decorations. */
import type * as Monaco from 'monaco-editor/editor'

export interface CodeMark {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
  /** Beside the line, or on the text itself. */
  readonly kind: 'none' | 'part' | 'all' | 'inside'
  readonly text: string
}

export function decorationsOf(marks: readonly CodeMark[]): Monaco.editor.IModelDeltaDecoration[] {
  return marks.map(({ kind, text, ...span }) => {
    const range = {
      startLineNumber: span.startLine,
      startColumn: span.startColumn,
      endLineNumber: span.endLine,
      endColumn: span.endColumn,
    }
    if (kind !== 'inside') {
      return {
        range,
        options: {
          isWholeLine: true,
          linesDecorationsClassName: `line-mark line-mark-${kind}`,
          linesDecorationsTooltip: text,
          lineNumberHoverMessage: { value: text },
        },
      }
    }
    return {
      range,
      options: {
        // Of a part that spans lines the marks beside them tell enough.
        ...(span.startLine === span.endLine ? { inlineClassName: 'text-mark' } : {}),
        hoverMessage: { value: text },
      },
    }
  })
}
