import { useMemo, useRef } from 'react'
import type { Result } from '#preload/contract'
import type { RunOutput } from '#preload/model'
import { failureHints } from '#preload/model/error-words'
import { previewOf } from '#preload/model/packed-output'
import type { CapturedEvents } from '../captures/use-captured-events.ts'
import { RawRequest, RawRequestOf } from '../captures/raw-request.tsx'
import { useIsCodeDirty, type CodeDraftState } from '../editor/use-code-draft.ts'
import { OutputView, type OutputHandle } from '../editor/output-view.tsx'
import { useSource } from '../host/queries.ts'
import { OutputPane } from '../output/output-pane.tsx'
import {
  useIsRunning,
  useShownRun,
  useStartError,
  type Run,
  type RunControl,
} from '../output/use-run.ts'
import { SAMPLE } from '../test-panel/payload-drafts.ts'
import { maskOutput } from '../ui/mask-output.ts'
import type { PayloadState } from '../test-panel/use-payload.ts'

const NO_HINTS: readonly string[] = []

export interface OutputAreaProps {
  /** As it was opened with; what it is by now is asked for here. */
  readonly source: Result<'sources.get'>
  readonly run: RunControl
  readonly payload: PayloadState
  readonly events: CapturedEvents['events']
  readonly draft: CodeDraftState
  readonly onJump: (line: number, column?: number) => void
}

/** Says so when the verdict is not about the code and the payload that are on the screen. */
function staleNote(props: OutputAreaProps, run: Run | null, isOtherCode: boolean): string | null {
  if (run === null) {
    return null
  }
  const { selection, isEdited } = props.payload
  const isEventAsItCame = selection !== SAMPLE && !isEdited
  // While it is kept.
  const number = props.events.find(({ id }) => id === run.eventId)?.number
  const isOtherPayload = isEventAsItCame ? run.eventId !== selection : run.eventId !== null
  const notes = [
    ...(isOtherPayload
      ? [`Run on ${number === undefined ? 'another payload' : `Captured Event ${number}`}`]
      : []),
    ...(isOtherCode ? ['The code has changed since'] : []),
  ]
  return notes.length === 0 ? null : `${notes.join('. ')}.`
}

/** What holds a secret is not to be seen over somebody's shoulder; a push sends it all the same. */
function shownOutput(run: Run | null): RunOutput | null {
  const { output, secretPaths } = run?.result ?? { output: null, secretPaths: [] }
  if (output === null) {
    return null
  }
  const shown = previewOf(output)
  return secretPaths.length === 0 ? shown : maskOutput(shown, secretPaths)
}

export function OutputArea(props: OutputAreaProps) {
  'use memo'
  const output = useRef<OutputHandle>(null)
  const isRunning = useIsRunning(props.run)
  const startError = useStartError(props.run)
  const run = useShownRun(props.run)
  const shown = useMemo(() => shownOutput(run), [run])
  const { rawHeaders, selection } = props.payload
  const isCodeDirty = useIsCodeDirty(props.draft)
  const { handler, code, version, profile } = useSource(props.source.id).data ?? props.source
  const error = run?.result.error ?? null
  const hints =
    error === null
      ? NO_HINTS
      : failureHints({
          error,
          handler,
          code: run?.sourceVersion === version ? code : '',
          headers: run?.eventId === selection ? (rawHeaders ?? []) : [],
        })
  const isCaptured = props.events.some(({ id }) => id === selection)
  return (
    <OutputPane
      run={run}
      output={shown}
      profile={profile}
      isRunning={isRunning}
      startError={startError}
      staleNote={staleNote(props, run, run?.sourceVersion !== version || isCodeDirty)}
      onJump={props.onJump}
      onRevealOutput={(pointer) => output.current?.revealPointer(pointer)}
      rawRequest={
        isCaptured ? (
          <RawRequestOf eventId={selection} />
        ) : (
          <RawRequest event={null} isLoading={false} />
        )
      }
      hints={hints}
      jsonView={
        run === null || shown === null ? null : (
          <OutputView
            runId={run.id}
            output={shown}
            warnings={run.result.warnings}
            onReady={(handle) => {
              output.current = handle
            }}
          />
        )
      }
    />
  )
}
