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
import { holdLife } from '../workers/hold-life.ts'
import { hideInsertedWords } from './hide-inserted-words.ts'
import { hideOtherKinds } from './narrowed-members.ts'
import { spansToOriginal, toShadow, withInsertions, type Insertions } from './insertions.ts'
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
}

/** The text is laid out as the user sees it. */
const FORMATTING = [
  'getFormattingEditsForDocument',
  'getFormattingEditsForRange',
  'getFormattingEditsAfterKeystroke',
]

/** Of a text that is only shown there is nothing to say; these say it by an empty list. */
const GIVES_LIST = /Diagnostics$|^getCodeFixes|^provideInlayHints/

/**
 * A worker has a small stack, and the checker follows the branches of a function by recursion: past
 * about a thousand of them in one function it has nothing to say, which is no fault of the page.
 */
async function orNothing(name: string, call: () => unknown): Promise<unknown> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof RangeError) {
      return GIVES_LIST.test(name) ? [] : undefined
    }
    throw error
  }
}

interface Annotated {
  readonly version: number
  readonly insertions: Insertions
}

function isOwn(fileName: string): boolean {
  return fileName.startsWith(FUNCTION_ADDRESS) || fileName.endsWith('.d.ts')
}

class FunctionWorker extends TypeScriptWorker {
  readonly #annotated = new Map<string, Annotated>()
  #isPlain = false

  /**
   * Without texts that are only shown (templates, older versions): they would define the same names
   * as the function, and theirs would be offered in it.
   */
  override getScriptFileNames(): string[] {
    return super.getScriptFileNames().filter((name) => isOwn(name))
  }

  /** The same text with types and without are two versions. */
  override getScriptVersion(fileName: string): string {
    return super.getScriptVersion(fileName) + (this.#isPlain ? ' plain' : '')
  }

  override _getScriptText(fileName: string): string | undefined {
    const text = super._getScriptText(fileName)
    return text === undefined ? undefined : withInsertions(text, this.insertionsOf(fileName))
  }

  plainTextOf(fileName: string): string {
    return super._getScriptText(fileName) ?? ''
  }

  /** What is done in it, without a pause, sees the user's text as it is. */
  plainly<T>(work: () => T): T {
    this.#isPlain = true
    try {
      return work()
    } finally {
      this.#isPlain = false
    }
  }

  /** Of completions those that are about what the user sees. */
  ownOnly(fileName: string, at: number, completions: unknown): unknown {
    const words = hideInsertedWords(
      completions,
      this.plainTextOf(fileName),
      this.insertionsOf(fileName),
    )
    const program = this._languageService.getProgram()
    return program === undefined
      ? words
      : hideOtherKinds(ts.typescript, { program, fileName, at }, words)
  }

  insertionsOf(fileName: string): Insertions {
    if (this.#isPlain) {
      return []
    }
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
      const result = await orNothing(name, async () => {
        const found: unknown = await Reflect.apply(call, this, shadowed)
        return name === 'getCompletionsAtPosition'
          ? this.ownOnly(fileName, Number(shadowed[1]), found)
          : found
      })
      return spansToOriginal(result, (file) => this.insertionsOf(file), fileName)
    },
  })
}

for (const name of FORMATTING) {
  const call: unknown = Reflect.get(TypeScriptWorker.prototype, name)
  if (typeof call !== 'function') {
    continue
  }
  Object.defineProperty(FunctionWorker.prototype, name, {
    async value(this: FunctionWorker, ...values: unknown[]): Promise<unknown> {
      // Its work is done when it gives its promise.
      return isOwn(String(values[0])) ? this.plainly(() => Reflect.apply(call, this, values)) : []
    },
  })
}

// Not a further listener: this replaces the one that Monaco's worker has set.
// oxlint-disable-next-line unicorn/prefer-add-event-listener
self.onmessage = () => {
  initialize((context, createData) => new FunctionWorker(context, createData))
}

holdLife()
