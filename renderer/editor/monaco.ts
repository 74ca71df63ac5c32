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
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker'
/* oxlint-enable import/default, import/no-named-as-default */
import { functionTypings } from './function-typings.ts'
import { defineThemes } from './monaco-theme.ts'
import { registerSettingsCompletion } from './settings-completion.ts'

self.MonacoEnvironment = {
  getWorker(_workerId: string, label: string): Worker {
    switch (label) {
      case 'json':
        return new JsonWorker()
      case 'javascript':
      case 'typescript':
        return new TypeScriptWorker()
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
  allowNonTsExtensions: true,
})
// Functions are sloppy scripts: what a type checker would call an error often works.
javascriptDefaults.setDiagnosticsOptions({ noSemanticValidation: true, noSyntaxValidation: false })
javascriptDefaults.setEagerModelSync(true)
javascriptDefaults.addExtraLib(functionTypings, 'hookbench://typings/function.d.ts')

jsonDefaults.setDiagnosticsOptions({ validate: true, enableSchemaRequest: false, schemas: [] })

defineThemes(monaco)
registerSettingsCompletion(monaco)

export { monaco }
