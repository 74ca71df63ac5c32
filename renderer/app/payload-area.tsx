/** What is done to the payload besides typing: a new one, the comparison, the way back. */
import { useState } from 'react'
import { CompareTexts } from '../editor/lazy-compare.tsx'
import { flushPendingEdits } from '../editor/pending-edits.ts'
import { SAMPLE } from '../test-panel/payload-drafts.ts'
import { usePayloadText, type PayloadState } from '../test-panel/use-payload.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { showToast } from '../ui/toast.tsx'
import { useActions } from './actions/action-registry.ts'
import { NewPayloadDialog } from './lazy-parts.ts'

export interface PayloadAreaProps {
  readonly payload: PayloadState
  readonly onShowTest: () => void
}

const WIDTH = 1100

export function PayloadArea({ payload, onShowTest }: PayloadAreaProps) {
  const [shown, setShown] = useState<'new' | 'compare' | null>(null)
  const close = (): void => setShown(null)
  const revert = (): void => {
    flushPendingEdits()
    const { selection, drafts } = payload
    const typed = drafts.get(selection) ?? null
    payload.revert()
    close()
    showToast({
      tone: 'info',
      title: 'The payload is as it was before your changes.',
      action: { label: 'Undo', about: selection, run: () => drafts.set(selection, typed) },
    })
  }
  const take = (text: string): void => {
    const { drafts } = payload
    const before = drafts.get(SAMPLE) ?? null
    payload.open(text)
    close()
    onShowTest()
    showToast({
      tone: 'info',
      title: 'The payload is a copy beside the sample.',
      hint: 'Save makes it the sample, Revert brings the sample back.',
      action: { label: 'Undo', run: () => drafts.set(SAMPLE, before) },
    })
  }
  useActions({
    'payload.new': () => setShown('new'),
    'payload.compare': payload.isEdited ? () => setShown('compare') : null,
    'payload.revert': payload.isEdited ? revert : null,
  })
  if (shown === 'new') {
    return <NewPayloadDialog onTake={take} onClose={close} />
  }
  if (shown === 'compare' && payload.isEdited) {
    return <ComparePayload payload={payload} onRevert={revert} onClose={close} />
  }
  return null
}

interface ComparePayloadProps {
  readonly payload: PayloadState
  readonly onRevert: () => void
  readonly onClose: () => void
}

function ComparePayload({ payload, onRevert, onClose }: ComparePayloadProps) {
  const isSample = payload.selection === SAMPLE
  const text = usePayloadText(payload)
  return (
    <Dialog title="The payload and your changes" width={WIDTH} onClose={onClose}>
      <div className="compare-heads">
        <h3>{isSample ? 'Saved sample' : 'As it arrived'}</h3>
        <h3>Edited copy</h3>
      </div>
      <div className="compare">
        <CompareTexts original={payload.original ?? ''} modified={text ?? ''} language="json" />
      </div>
      <div className="dialog-actions">
        <ActionButton action="payload.revert" onPress={onRevert} />
        <Button variant="primary" onPress={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  )
}
