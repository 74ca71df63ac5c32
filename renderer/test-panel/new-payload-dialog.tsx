import { useMutation, useQuery } from '@tanstack/react-query'
import { FileJson, LayoutTemplate } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { toWire } from '#preload/errors'
import { useConnector } from '../host/connector-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogForm } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { formatBytes } from '../ui/format.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { payloadProblem } from './payload-text.ts'

export interface NewPayloadDialogProps {
  readonly onTake: (text: string) => void
  readonly onClose: () => void
}

const WIDTH = 640
const ROWS = 12
/** As large as a request body may be at all, with room for how JSON writes it down. */
const MAX_BYTES = 8_000_000

/** A payload of one's own: pasted, from a file, or that of a template. */
export function NewPayloadDialog(props: NewPayloadDialogProps) {
  const { api } = useConnector()
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const [fileProblem, setFileProblem] = useState<string | null>(null)
  const templates = useQuery({
    queryKey: ['templates'],
    queryFn: () => api['templates.list']({}),
  })
  const fill = (next: string): void => {
    setFileProblem(null)
    // As it is: laid out anew, large numbers would lose their last digits.
    setText(next)
  }
  const fromTemplate = useMutation({
    mutationFn: (templateId: string) => api['templates.get']({ templateId }),
    onSuccess: ({ payloadText }) => fill(payloadText),
    onError: (error) => setFileProblem(toWire(error).message),
    meta: { isShownInPlace: true },
  })
  const fromFile = useMutation({
    mutationFn: (file: File) => file.text(),
    onSuccess: fill,
    onError: () => setFileProblem('The file could not be read.'),
    meta: { isShownInPlace: true },
  })
  const problem = useDeferredValue(payloadProblem(text))
  const isEmpty = text === ''
  const error = fileProblem ?? (isEmpty && !isTried ? null : problem)
  return (
    <Dialog title="New payload" width={WIDTH} onClose={props.onClose}>
      <DialogForm
        submitLabel="Use this payload"
        onCancel={props.onClose}
        onSubmit={() => {
          setTried(true)
          if (payloadProblem(text) === null) {
            props.onTake(text)
          }
        }}
      >
        <div className="payload-origins">
          <FileTrigger
            acceptedFileTypes={['application/json', '.json', '.txt']}
            onSelect={(list) => {
              const file = list?.[0]
              if (file !== undefined && file.size > MAX_BYTES) {
                setFileProblem(`The file has ${formatBytes(file.size)}; that is too large.`)
              } else if (file !== undefined) {
                fromFile.mutate(file)
              }
            }}
          >
            <Button size="small">
              <FileJson size={13} aria-hidden="true" />
              From a file…
            </Button>
          </FileTrigger>
          <Menu
            label="Templates"
            trigger={
              <Button size="small" isDisabled={templates.data === undefined}>
                <LayoutTemplate size={13} aria-hidden="true" />
                From a template
              </Button>
            }
          >
            {(templates.data ?? []).map(({ id, name }) => (
              <MenuItem key={id} onAction={() => fromTemplate.mutate(id)}>
                {name}
              </MenuItem>
            ))}
          </Menu>
          <span className="muted">or paste it here</span>
        </div>
        <TextField
          label="Payload: a body, or an envelope with payload.body, headers and queryParameters"
          value={text}
          onChange={(next) => {
            setFileProblem(null)
            setText(next)
          }}
          rows={ROWS}
          error={error ?? undefined}
          startsFocused
          mono
        />
      </DialogForm>
    </Dialog>
  )
}
