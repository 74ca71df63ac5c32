import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { pastedText, type ImportFiles } from './import-input.ts'

export interface ImportChooserProps {
  readonly onFiles: (files: readonly File[]) => void
  readonly onText: (files: ImportFiles) => void
  readonly onCancel: () => void
  readonly problem: string | null
}

const PASTE_ROWS = 7

export function ImportChooser(props: ImportChooserProps) {
  const [text, setText] = useState('')
  return (
    <form
      className="import-picking"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') {
          props.onText(pastedText(text))
        }
      }}
    >
      <div className="import-drop">
        <FileDown size={22} aria-hidden="true" />
        <p>Drop files anywhere in the window, or choose them.</p>
        <FileTrigger
          allowsMultiple
          onSelect={(list) => {
            if (list !== null && list.length > 0) {
              props.onFiles([...list])
            }
          }}
        >
          <Button>Choose files…</Button>
        </FileTrigger>
        <p className="muted">
          curl commands, HAR, raw HTTP requests, .http files, payloads as JSON, test cases, exported
          sources
        </p>
      </div>
      <TextField
        label="Or paste"
        mono
        rows={PASTE_ROWS}
        placeholder={"curl -X POST https://… -d '{…}'"}
        value={text}
        onChange={setText}
      />
      {props.problem !== null && (
        <p className="import-problem" role="alert">
          {props.problem}
        </p>
      )}
      <div className="dialog-actions">
        <Button onPress={props.onCancel}>Cancel</Button>
        <Button type="submit" variant="primary">
          Look at it
        </Button>
      </div>
    </form>
  )
}
