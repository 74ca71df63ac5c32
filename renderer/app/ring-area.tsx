import { useDeferredValue } from 'react'
import type { Result } from '#preload/contract'
import { CompareTexts } from '../editor/lazy-compare.tsx'
import { CoverageBar } from '../coverage/coverage-bar.tsx'
import type { CoverageState } from '../coverage/use-coverage.ts'
import { TextEditor } from '../editor/lazy-monaco.tsx'
import { useIsCodeDirty, type CodeDraftState } from '../editor/use-code-draft.ts'
import { RingPanel } from '../ring/ring-panel.tsx'
import type { RingState } from '../ring/use-ring.ts'
import { SAMPLE } from '../test-panel/payload-drafts.ts'
import type { PayloadState } from '../test-panel/use-payload.ts'
import type { CoverageTools } from './use-coverage-tools.ts'

export interface RingAreaProps {
  readonly source: Result<'sources.get'>
  readonly ring: RingState
  readonly payload: PayloadState
  readonly draft: CodeDraftState
  readonly onRun: () => void
  readonly onJump: (line: number, column?: number) => void
  readonly coverage: CoverageState
  readonly coverageTools: CoverageTools
  readonly onShowTest: () => void
}

export function RingArea(props: RingAreaProps) {
  'use memo'
  const { source, payload, coverageTools } = props
  // A save is first of all a change of the code that is in sight.
  const isCodeDirty = useDeferredValue(useIsCodeDirty(props.draft))
  return (
    <RingPanel
      ring={props.ring}
      sourceId={source.id}
      sourceSlug={source.slug}
      sourceVersion={source.version}
      isCodeDirty={isCodeDirty}
      coverage={
        <CoverageBar
          coverage={props.coverage}
          isRunning={props.ring.progress !== null}
          isCodeDirty={isCodeDirty}
          onRun={coverageTools.count}
          onNext={coverageTools.goToNext}
          onJump={props.onJump}
        />
      }
      onRun={props.onRun}
      onJump={props.onJump}
      onOpen={(eventId) => {
        payload.select(eventId ?? SAMPLE)
        props.onShowTest()
      }}
      Compare={CompareTexts}
      Text={TextEditor}
    />
  )
}
