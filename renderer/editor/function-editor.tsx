import { Circle, FileCode2, Save } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'
import type { Result } from '#preload/contract'
import { ActionButton } from '../ui/action-button.tsx'
import type { CodeMark } from './code-marks.ts'
import { codeText } from './code-text.ts'
import { ConflictNotice } from './conflict-notice.tsx'
import './function-editor.css'
import { TextEditor } from './lazy-monaco.tsx'
import type { MonacoTextHandle, TextMarker } from './monaco-text.tsx'
import {
  useDraftCode,
  useHasCodeConflict,
  useIsCodeDirty,
  type CodeDraftState,
} from './use-code-draft.ts'
import { DeadWorkerNotice } from './workers/dead-worker-notice.tsx'
import { useSourceTypings } from './use-source-typings.ts'
import { errorLine } from '#preload/model/error-words'

export interface FunctionEditorProps {
  readonly source: Result<'sources.get'>
  readonly draft: CodeDraftState
  /** The error of the last run, when it was a run of the code that is shown. */
  readonly runError: Result<'runs.start'>['result']['error']
  /** Beside and in the code, of the saved version. */
  readonly marks: readonly CodeMark[] | null
  /** In the bar above the code. */
  readonly bar: ReactNode
  readonly isSaving: boolean
  readonly onSave: () => void
  readonly onKeepMine: () => void
  readonly onReady: (handle: MonacoTextHandle) => void
}

export function FunctionEditor(props: FunctionEditorProps) {
  const { source, draft, runError } = props
  const markers = useMemo((): TextMarker[] => {
    if (runError?.line == null) {
      return []
    }
    const column = runError.column ?? 1
    return [
      {
        startLine: runError.line,
        startColumn: column,
        endLine: runError.line,
        // To the end of the line: where the failing expression ends is not known.
        endColumn: 10_000,
        message: errorLine(runError),
        severity: 'error',
      },
    ]
  }, [runError])
  useSourceTypings(source)
  const isDirty = useIsCodeDirty(draft)
  const hasConflict = useHasCodeConflict(draft)
  const handlerName = source.handler === 'modern' ? 'onRequest' : 'processEvents'
  return (
    <section className="pane" aria-label="Function code">
      <header className="tab-bar function-bar">
        <h2 className="function-title">
          <FileCode2 size={14} aria-hidden="true" />
          <span>{handlerName}</span>
          {isDirty && (
            <span className="dirty-mark">
              <Circle size={8} fill="currentColor" aria-hidden="true" />
              <span>Unsaved</span>
            </span>
          )}
        </h2>
        <span className="function-version">version {source.version}</span>
        {props.bar}
        <ActionButton
          action="code.save"
          variant="quiet"
          size="small"
          icon={<Save size={13} aria-hidden="true" />}
          showsKeys
          isDisabled={!isDirty || props.isSaving}
          onPress={props.onSave}
        />
      </header>
      {hasConflict && (
        <ConflictNotice source={source} draft={draft} onKeepMine={props.onKeepMine} />
      )}
      <DeadWorkerNotice />
      <CodeText
        source={source}
        draft={draft}
        markers={markers}
        marks={props.marks}
        areMarksOld={isDirty}
        onReady={props.onReady}
      />
    </section>
  )
}

interface CodeTextProps extends Pick<
  FunctionEditorProps,
  'source' | 'draft' | 'onReady' | 'marks'
> {
  readonly areMarksOld: boolean
  readonly markers: readonly TextMarker[]
}

/** Apart from what stands around it: this is what each key renders. */
function CodeText({ source, draft, markers, onReady, ...marks }: CodeTextProps) {
  return (
    <TextEditor
      {...codeText(source.id)}
      value={useDraftCode(draft)}
      onChange={draft.edit}
      onReady={onReady}
      markers={markers}
      markerOwner="last-run"
      marks={marks.marks}
      areMarksOld={marks.areMarksOld}
    />
  )
}
