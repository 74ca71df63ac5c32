import type { ReactNode } from 'react'
import type { Result } from '#preload/contract'
import type { CoverageState } from '../coverage/use-coverage.ts'
import { FunctionEditor } from '../editor/function-editor.tsx'
import { CompareTexts } from '../editor/lazy-compare.tsx'
import type { MonacoTextHandle } from '../editor/monaco-text.tsx'
import type { CodeDraftState } from '../editor/use-code-draft.ts'
import { MigrateNotice } from '../migrate/migrate-notice.tsx'
import { useShownRun, type RunControl } from '../output/use-run.ts'
import { useLater } from '../ui/use-later.ts'
import type { SaveAndTest } from './use-save-and-test.ts'

export interface CodeAreaProps {
  readonly source: Result<'sources.get'>
  readonly draft: CodeDraftState
  readonly run: RunControl
  readonly marks: CoverageState['marks']
  /** In the bar above the code. */
  readonly bar: ReactNode
  readonly actions: SaveAndTest
  readonly onMigrate: (code: string) => Promise<void>
  readonly onReady: (handle: MonacoTextHandle) => void
}

/** The code, with what the last run says about it; that is drawn after the output. */
export function CodeArea(props: CodeAreaProps) {
  'use memo'
  const { source, draft, actions } = props
  const run = useLater(useShownRun(props.run))
  const runError = run?.sourceVersion === source.version ? run.result.error : null
  return (
    <>
      <MigrateNotice
        source={source}
        code={draft.code}
        lastError={runError}
        Compare={CompareTexts}
        onApply={props.onMigrate}
      />
      <FunctionEditor
        source={source}
        draft={draft}
        runError={runError}
        marks={props.marks}
        bar={props.bar}
        isSaving={actions.isSaving}
        onSave={actions.save}
        onKeepMine={actions.keepMine}
        onReady={props.onReady}
      />
    </>
  )
}
