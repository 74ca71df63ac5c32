import type { Result } from '#preload/contract'
import { CompareTexts } from '../editor/lazy-compare.tsx'
import { TextEditor } from '../editor/lazy-monaco.tsx'
import { useIsCodeDirty, type CodeDraftState } from '../editor/use-code-draft.ts'
import { RingPanel } from '../ring/ring-panel.tsx'
import type { RingState } from '../ring/use-ring.ts'
import { SAMPLE } from '../test-panel/payload-drafts.ts'
import type { PayloadState } from '../test-panel/use-payload.ts'

export interface RingAreaProps {
  readonly source: Result<'sources.get'>
  readonly ring: RingState
  readonly payload: PayloadState
  readonly draft: CodeDraftState
  readonly onRun: () => void
  readonly onJump: (line: number) => void
  readonly onShowTest: () => void
}

export function RingArea(props: RingAreaProps) {
  const { source, payload } = props
  return (
    <RingPanel
      ring={props.ring}
      sourceId={source.id}
      sourceSlug={source.slug}
      sourceVersion={source.version}
      isCodeDirty={useIsCodeDirty(props.draft)}
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
