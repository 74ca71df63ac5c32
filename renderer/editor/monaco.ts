/** The only door to Monaco: the languages we need, their workers, our settings for them. */
import * as monaco from 'monaco-editor/editor'
import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/javascript/register'
import {
  javascriptDefaults,
  ScriptTarget,
} from 'monaco-editor/languages/features/typescript/register'
import { jsonDefaults } from 'monaco-editor/languages/features/json/register'
// The bundler turns a `?worker` import into a constructor, which the linter cannot know.
/* oxlint-disable import/default, import/no-named-as-default */
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker'
import FunctionWorker from './typings/function.worker.ts?worker'
/* oxlint-enable import/default, import/no-named-as-default */
import { defineThemes } from './monaco-theme.ts'
import { registerSnippets } from './segment-snippets.ts'
import { profileTypings } from './typings/profile-typings.ts'
import { onSourceTypings } from './typings/source-typings.ts'

self.MonacoEnvironment = {
  getWorker(_workerId: string, label: string): Worker {
    switch (label) {
      case 'json':
        return new JsonWorker()
      case 'javascript':
      case 'typescript':
        return new FunctionWorker()
      default:
        return new EditorWorker()
    }
  },
}

javascriptDefaults.setCompilerOptions({
  target: ScriptTarget.ES2020,
  // Without the browser's own library: functions do not run in a page.
  lib: ['es2020'],
  allowJs: true,
  // Not to find faults, but for hovers that say what may be missing.
  strictNullChecks: true,
  allowNonTsExtensions: true,
})
// Functions are sloppy scripts: what a type checker would call an error often works.
javascriptDefaults.setDiagnosticsOptions({ noSemanticValidation: true, noSyntaxValidation: false })
javascriptDefaults.setEagerModelSync(true)
onSourceTypings((typings) => {
  // A library under a known name is replaced, and one with the same text is left alone.
  javascriptDefaults.addExtraLib(profileTypings(typings), 'hookbench://typings/profile.d.ts')
  javascriptDefaults.addExtraLib(typings.dts, 'hookbench://typings/source.d.ts')
})

jsonDefaults.setDiagnosticsOptions({ validate: true, enableSchemaRequest: false, schemas: [] })

defineThemes(monaco)
registerSnippets(monaco)

export { monaco }
