/**
 * Monaco's TypeScript worker, shown the function with types at its parameters. It answers in the
 * places of the text that the user sees.
 */
/* oxlint-disable no-underscore-dangle -- Monaco's own names for what a custom worker overrides */
import {
  initialize,
  ts,
  TypeScriptWorker,
} from 'monaco-editor/languages/features/typescript/ts.worker'
import {
  spansToOriginal,
  toShadow,
  touchesInsertion,
  withInsertions,
  type Insertions,
} from './insertions.ts'
import { FUNCTION_ADDRESS } from './function-address.ts'
import { typedParameters } from './typed-parameters.ts'

/** Which arguments of a call are places in the text. */
const CALLS: Readonly<Record<string, readonly number[]>> = {
  getSyntacticDiagnostics: [],
  getSemanticDiagnostics: [],
  getSuggestionDiagnostics: [],
  getCompletionsAtPosition: [1],
  getCompletionEntryDetails: [1],
  getSignatureHelpItems: [1],
  getQuickInfoAtPosition: [1],
  getDocumentHighlights: [1],
  getDefinitionAtPosition: [1],
  getReferencesAtPosition: [1],
  getNavigationTree: [],
  findRenameLocations: [1],
  getRenameInfo: [1],
  getCodeFixesAtPosition: [1, 2],
  provideInlayHints: [1, 2],
  getFormattingEditsForDocument: [],
  getFormattingEditsForRange: [1, 2],
  getFormattingEditsAfterKeystroke: [1],
}

/** Of a text that is only shown there is nothing to say; these say it by an empty list. */
const GIVES_LIST = /Diagnostics$|^getFormatting|^getCodeFixes|^provideInlayHints/

interface Annotated {
  readonly version: number
  readonly insertions: Insertions
}

function isOwn(fileName: string): boolean {
  return fileName.startsWith(FUNCTION_ADDRESS) || fileName.endsWith('.d.ts')
}

class FunctionWorker extends TypeScriptWorker {
  readonly #annotated = new Map<string, Annotated>()

  /**
   * Without texts that are only shown (templates, older versions): they would define the same names
   * as the function, and theirs would be offered in it.
   */
  override getScriptFileNames(): string[] {
    return super.getScriptFileNames().filter((name) => isOwn(name))
  }

  override _getScriptText(fileName: string): string | undefined {
    const text = super._getScriptText(fileName)
    return text === undefined ? undefined : withInsertions(text, this.insertionsOf(fileName))
  }

  insertionsOf(fileName: string): Insertions {
    const model = this._getModel(fileName)
    if (model === null) {
      this.#annotated.delete(fileName)
      return []
    }
    const known = this.#annotated.get(fileName)
    if (known?.version === model.version) {
      return known.insertions
    }
    const insertions = typedParameters(ts.typescript, super._getScriptText(fileName) ?? '')
    this.#annotated.set(fileName, { version: model.version, insertions })
    return insertions
  }
}

for (const [name, places] of Object.entries(CALLS)) {
  const call: unknown = Reflect.get(TypeScriptWorker.prototype, name)
  if (typeof call !== 'function') {
    continue
  }
  Object.defineProperty(FunctionWorker.prototype, name, {
    async value(this: FunctionWorker, ...values: unknown[]): Promise<unknown> {
      const fileName = String(values[0])
      if (!isOwn(fileName)) {
        return GIVES_LIST.test(name) ? [] : undefined
      }
      const insertions = this.insertionsOf(fileName)
      const shadowed = values.map((value, index) =>
        places.includes(index) && typeof value === 'number' ? toShadow(insertions, value) : value,
      )
      const result: unknown = await Reflect.apply(call, this, shadowed)
      const kept = name.startsWith('getFormatting') ? withoutInserted(result, insertions) : result
      return spansToOriginal(kept, (file) => this.insertionsOf(file), fileName)
    },
  })
}

/** What is not in the user's text cannot be formatted in it. */
function withoutInserted(edits: unknown, insertions: Insertions): unknown {
  return Array.isArray(edits)
    ? edits.filter((edit: { span: { start: number; length: number } }) => {
        return !touchesInsertion(insertions, edit.span.start, edit.span.length)
      })
    : edits
}

// Not a further listener: this replaces the one that Monaco's worker has set.
// oxlint-disable-next-line unicorn/prefer-add-event-listener
self.onmessage = () => {
  initialize((context, createData) => new FunctionWorker(context, createData))
}
