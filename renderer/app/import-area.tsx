import type { Result } from '#preload/contract'
import { DropCover } from '../exchange/drop-cover.tsx'
import type { ImportStart } from '../exchange/import-dialog.tsx'
import { useImportGestures } from '../exchange/use-import-gestures.ts'
import { plural } from '../ui/format.ts'
import { showToast } from '../ui/toast.tsx'
import { ImportDialog } from './lazy-parts.ts'

export interface ImportAreaProps {
  /** `null` while nothing is imported. */
  readonly start: ImportStart | null
  readonly sources: Result<'sources.list'>
  readonly currentId: string | null
  readonly onStart: (start: ImportStart | null) => void
  readonly onSwitch: (sourceId: string) => void
}

/** Import by menu, by files dropped anywhere and by pasting. */
export function ImportArea(props: ImportAreaProps) {
  const { onStart } = props
  const isOver = useImportGestures(onStart)
  const done = ({ events, sources, notes }: Result<'import.files'>): void => {
    onStart(null)
    const parts = [
      ...(sources.length === 0 ? [] : [plural(sources.length, 'source')]),
      plural(events.length, 'event'),
    ]
    showToast({
      tone: 'info',
      title: `${parts.join(' with ')} imported.`,
      hint: notes.length === 0 ? undefined : notes.join(' '),
    })
    // The list is asked for before the switch: an unknown source cannot be shown.
    const target = sources.at(0)?.sourceId ?? events.at(-1)?.sourceId
    if (target !== undefined && target !== props.currentId) {
      props.onSwitch(target)
    }
  }
  return (
    <>
      {isOver && <DropCover />}
      {props.start !== null && (
        <ImportDialog
          // Dropping further files begins anew with them.
          key={keyOf(props.start)}
          start={props.start}
          sources={props.sources}
          currentId={props.currentId}
          onDone={done}
          onClose={() => onStart(null)}
        />
      )}
    </>
  )
}

const keys = new WeakMap<ImportStart, number>()
let nextKey = 1

function keyOf(start: ImportStart): number {
  const key = keys.get(start) ?? nextKey++
  keys.set(start, key)
  return key
}
