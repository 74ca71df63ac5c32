import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import type { EventSummary } from './event-actions.ts'

export interface NoteEditorProps {
  readonly event: EventSummary
  readonly onSave: (note: string) => void
  readonly onClose: () => void
}

const LONGEST_NOTE = 4000

/** A line in the list: Enter keeps, Escape leaves it as it was. */
export function NoteEditor(props: NoteEditorProps) {
  const { event } = props
  const [note, setNote] = useState(event.note)
  return (
    // Escape closes it, wherever in it the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="note-editor"
      onSubmit={(submit) => {
        submit.preventDefault()
        props.onSave(note.trim().slice(0, LONGEST_NOTE))
      }}
      onKeyDown={(press) => {
        if (press.key === 'Escape') {
          press.stopPropagation()
          props.onClose()
        }
      }}
    >
      <TextField
        label={`Note on Captured Event ${event.number}`}
        labelHidden
        placeholder={`Note on Captured Event ${event.number}`}
        startsFocused
        value={note}
        onChange={setNote}
      />
      <Button type="submit" size="small">
        Save note
      </Button>
      <Button size="small" variant="quiet" onPress={props.onClose}>
        Cancel
      </Button>
    </form>
  )
}
