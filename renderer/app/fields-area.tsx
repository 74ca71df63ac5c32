import type { Result } from '#preload/contract'
import type { FieldRow } from '../fields/field-words.ts'
import { FieldsPanel } from '../fields/fields-panel.tsx'
import { useFields } from '../fields/use-fields.ts'
import type { RingState } from '../ring/use-ring.ts'
import type { PayloadPlace } from './payload-editor.tsx'

export interface FieldsAreaProps {
  readonly source: Pick<Result<'sources.get'>, 'id' | 'version'>
  readonly ring: RingState
  readonly isShown: boolean
  readonly onObserve: () => void
  readonly onShow: (place: PayloadPlace) => void
}

export function FieldsArea(props: FieldsAreaProps) {
  const { source, ring } = props
  return (
    <FieldsPanel
      fields={useFields(source.id, props.isShown)}
      sourceVersion={source.version}
      isRunning={ring.progress !== null}
      onObserve={props.onObserve}
      onShow={(row, eventId) => props.onShow(placeOf(row, eventId))}
    />
  )
}

const PARTS = { body: 'body', headers: 'headers', query: 'queryParameters', settings: '' } as const

/** In the payload as the editor shows it. */
function placeOf({ place, path }: FieldRow, eventId: string): PayloadPlace {
  return {
    selection: eventId,
    path: ['payload', PARTS[place], ...path],
    ignoresCase: place === 'headers',
  }
}
