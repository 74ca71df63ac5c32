import type * as Monaco from 'monaco-editor/editor'
import { knownSettings } from './known-settings.ts'

const AFTER_SETTINGS = /\bsettings\.\w*$/

const typeWords = {
  STRING: 'string',
  BOOLEAN: 'boolean',
  ARRAY: 'string[]',
  TEXT_MAP: 'Record<string, string>',
}

/** Offers the source's own settings: the type checker cannot know what the parameter holds. */
export function registerSettingsCompletion(monaco: typeof Monaco): void {
  monaco.languages.registerCompletionItemProvider('javascript', {
    triggerCharacters: ['.'],
    provideCompletionItems(model, position) {
      const before = model.getLineContent(position.lineNumber).slice(0, position.column - 1)
      if (!AFTER_SETTINGS.test(before)) {
        return { suggestions: [] }
      }
      const word = model.getWordUntilPosition(position)
      const range = {
        startLineNumber: position.lineNumber,
        endLineNumber: position.lineNumber,
        startColumn: word.startColumn,
        endColumn: word.endColumn,
      }
      const suggestions = knownSettings().map((setting) => ({
        label: setting.name,
        kind: monaco.languages.CompletionItemKind.Property,
        insertText: setting.name,
        detail: typeWords[setting.type] + (setting.required ? '' : ' | undefined'),
        documentation: [setting.label, setting.description]
          .filter((text) => text !== '')
          .join('\n\n'),
        sortText: `0${setting.name}`,
        range,
      }))
      return { suggestions }
    },
  })
}
