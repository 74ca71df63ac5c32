/** Which words the editor offers where it knows nothing, asked of Monaco's own TypeScript. */
import { expect, it } from 'vitest'
import { hideInsertedWords } from '../../../../renderer/editor/typings/hide-inserted-words.ts'
import { toShadow, withInsertions } from '../../../../renderer/editor/typings/insertions.ts'
import { typedParameters } from '../../../../renderer/editor/typings/typed-parameters.ts'

const { typescript } = await import(
  // @ts-expect-error it comes without declarations
  'monaco-editor/languages/features/typescript/lib/typescriptServices'
)

/** What is offered at the `|`, without and with the filter. */
function offered(marked: string): { all: string[]; shown: string[] } {
  const at = marked.indexOf('|')
  const text = marked.replace('|', '')
  const insertions = typedParameters(typescript, text)
  const shadow = withInsertions(text, insertions)
  const service = typescript.createLanguageService({
    getScriptFileNames: () => ['f.js'],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name: string) =>
      name === 'f.js' ? typescript.ScriptSnapshot.fromString(shadow) : undefined,
    getCurrentDirectory: () => '',
    getCompilationSettings: () => ({ allowJs: true, noLib: true }),
    getDefaultLibFileName: () => 'lib.d.ts',
    fileExists: (name: string) => name === 'f.js',
    readFile: () => undefined,
  })
  const found: unknown = service.getCompletionsAtPosition('f.js', toShadow(insertions, at), {})
  return { all: namesOf(found), shown: namesOf(hideInsertedWords(found, text, insertions)) }
}

function namesOf(completions: unknown): string[] {
  return (completions as { entries: { name: string }[] }).entries.map(({ name }) => name)
}

it('offers no names of types that the user does not see', () => {
  const { all, shown } = offered(
    'function onRequest(request, settings) {\n  const body = unknownThing()\n  body.|\n}',
  )
  expect(all).toEqual(expect.arrayContaining(['ServerRequest', 'HookbenchSettings', 'body']))
  expect(shown).not.toContain('ServerRequest')
  expect(shown).not.toContain('HookbenchSettings')
  expect(shown).toEqual(expect.arrayContaining(['onRequest', 'settings', 'body', 'unknownThing']))
})

it('offers the name of such a type once the user has written it', () => {
  const { shown } = offered(
    'const t = {}\nt.ServerRequest = 1\nfunction onRequest(request) {\n  unknownThing().|\n}',
  )
  expect(shown).toContain('ServerRequest')
})
