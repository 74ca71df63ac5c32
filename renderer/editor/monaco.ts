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
import EditorWorker from './workers/editor.worker.ts?worker'
import JsonWorker from './workers/json.worker.ts?worker'
import FunctionWorker from './typings/function.worker.ts?worker'
/* oxlint-enable import/default, import/no-named-as-default */
import { defineThemes } from './monaco-theme.ts'
import { registerSnippets } from './segment-snippets.ts'
import { profileTypings } from './typings/profile-typings.ts'
import { onSourceTypings } from './typings/source-typings.ts'
import { startWatched } from './workers/watched-worker.ts'
import { workerDied } from './workers/worker-health.ts'

/** A change of the options lets the worker go; the next question starts a new one. */
function restartCode(): void {
  javascriptDefaults.setCompilerOptions(javascriptDefaults.getCompilerOptions())
}

function restartJson(): void {
  jsonDefaults.setDiagnosticsOptions(jsonDefaults.diagnosticsOptions)
}

self.MonacoEnvironment = {
  getWorker(_workerId: string, label: string): Worker {
    switch (label) {
      case 'json':
        return startWatched(
          'json',
          (named) => new JsonWorker(named),
          () => workerDied('json', restartJson),
        )
      case 'javascript':
      case 'typescript':
        return startWatched(
          'code',
          (named) => new FunctionWorker(named),
          () => workerDied('code', restartCode),
        )
      default:
        // Monaco keeps this one for itself: nothing makes it start another.
        return startWatched(
          'editor',
          (named) => new EditorWorker(named),
          () => workerDied('editor', null),
        )
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
