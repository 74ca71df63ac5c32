import { useState } from 'react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/state.tsx'
import { CompareTexts } from './lazy-compare.tsx'
import type { CodeDraftState } from './use-code-draft.ts'

export interface ConflictNoticeProps {
  readonly source: Result<'sources.get'>
  readonly draft: CodeDraftState
  readonly onKeepMine: () => void
}

export function ConflictNotice(props: ConflictNoticeProps) {
  const [isComparing, setComparing] = useState(false)
  const keep = (): void => {
    setComparing(false)
    props.onKeepMine()
  }
  const take = (): void => {
    setComparing(false)
    props.draft.takeTheirs()
  }
  const choices = (
    <>
      <Button size="small" onPress={take}>
        Take the saved code
      </Button>
      <Button size="small" onPress={keep}>
        Save mine over it
      </Button>
    </>
  )
  return (
    <Notice>
      <span className="grow">
        Version {props.source.version} was saved elsewhere. Choose which code stays; undo brings
        yours back.
      </span>
      <Button size="small" onPress={() => setComparing(true)}>
        Compare
      </Button>
      {choices}
      {isComparing && (
        <Dialog title="Saved code and yours" width={1100} onClose={() => setComparing(false)}>
          <div className="compare-heads">
            <h3>Saved, version {props.source.version}</h3>
            <h3>Yours</h3>
          </div>
          <div className="compare">
            <CompareTexts original={props.source.code} modified={props.draft.code()} />
          </div>
          <div className="dialog-actions">{choices}</div>
        </Dialog>
      )}
    </Notice>
  )
}
