import { useEffect, useRef, useState } from 'react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { plural } from '../ui/format.ts'
import { Select } from '../ui/select.tsx'
import { Progress } from '../ui/state.tsx'
import './exchange.css'
import { ImportChooser } from './import-chooser.tsx'
import type { ImportFiles } from './import-input.ts'
import { countOf, type Excluded } from './import-pick.ts'
import { ImportPreviewList } from './import-preview-list.tsx'
import { NEW_SOURCE, useImport, type Looking } from './use-import.ts'

/** What the dialog opens with: something that was dropped or pasted, or nothing yet. */
export type ImportStart =
  | { readonly kind: 'empty' }
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'text'; readonly files: ImportFiles }

export interface ImportDialogProps {
  readonly start: ImportStart
  readonly sources: Result<'sources.list'>
  readonly currentId: string | null
  readonly onDone: (result: Result<'import.files'>) => void
  readonly onClose: () => void
}

const WIDTH = 640

export function ImportDialog(props: ImportDialogProps) {
  const state = useImport(props.onDone)
  const { look, lookAtFiles } = state
  const start = useRef(props.start)
  useEffect(() => {
    const { current } = start
    start.current = { kind: 'empty' }
    if (current.kind === 'files') {
      lookAtFiles(current.files)
    } else if (current.kind === 'text') {
      look(current.files)
    }
    // Once, with what the dialog was opened for.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  return (
    <Dialog title="Import" width={WIDTH} onClose={props.onClose}>
      {state.isBusy && <Progress label="Reading" />}
      {state.looking === null ? (
        <ImportChooser
          onFiles={lookAtFiles}
          onText={look}
          onCancel={props.onClose}
          problem={state.problem}
        />
      ) : (
        <Picking
          {...props}
          looking={state.looking}
          problem={state.problem}
          isBusy={state.isBusy}
          onBack={state.back}
          onTake={state.take}
        />
      )}
    </Dialog>
  )
}

interface PickingProps extends ImportDialogProps {
  readonly looking: Looking
  readonly problem: string | null
  readonly isBusy: boolean
  readonly onBack: () => void
  readonly onTake: (sourceId: string | null, excluded: Excluded) => void
}

function Picking(props: PickingProps) {
  const { preview } = props.looking
  const [excluded, setExcluded] = useState<Excluded>(new Set())
  const [targetId, setTargetId] = useState(props.currentId ?? props.sources[0]?.id ?? NEW_SOURCE)
  const count = countOf(preview, excluded)
  const hasLoose = preview.files.some(({ kind }) => kind !== null && kind !== 'source')
  const isNothing = count.events === 0 && count.sources === 0
  return (
    <form
      className="import-picking"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isNothing && !props.isBusy) {
          props.onTake(hasLoose ? targetId : null, excluded)
        }
      }}
    >
      <ImportPreviewList preview={preview} excluded={excluded} onChange={setExcluded} />
      {hasLoose && (
        <Select
          label="Into the source"
          value={targetId}
          options={[
            ...props.sources.map(({ id, name }) => ({ value: id, label: name })),
            { value: NEW_SOURCE, label: 'A new source' },
          ]}
          onChange={setTargetId}
        />
      )}
      {props.problem !== null && (
        <p className="import-problem" role="alert">
          {props.problem}
        </p>
      )}
      <div className="dialog-actions">
        <Button onPress={props.onBack}>Back</Button>
        <span className="grow" />
        <Button onPress={props.onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isDisabled={isNothing}>
          {takeLabel(count)}
        </Button>
      </div>
    </form>
  )
}

function takeLabel({ events, sources }: { events: number; sources: number }): string {
  const parts = [
    ...(sources === 0 ? [] : [plural(sources, 'source')]),
    ...(events === 0 && sources > 0 ? [] : [plural(events, 'event')]),
  ]
  return `Import ${parts.join(' and ')}`
}
