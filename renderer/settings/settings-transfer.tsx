import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Download, Ellipsis, Upload } from 'lucide-react'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import type { Result } from '#preload/contract'
import { toWire } from '#preload/errors'
import { useConnector } from '../host/connector-context.tsx'
import { readRunsAnew } from '../host/read-runs-anew.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog, DialogForm } from '../ui/dialog.tsx'
import { saveFile } from '../ui/files.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { Notice } from '../ui/state.tsx'
import { showToast } from '../ui/toast.tsx'
import './settings.css'
import { effectWords, summaryOf } from './transfer-words.ts'

export interface SettingsTransferProps {
  readonly source: Pick<Result<'sources.get'>, 'id' | 'name'>
  /** What was typed and not saved would stand in the way of an import. */
  readonly isDirty: boolean
}

const ICON = 14
const WIDTH = 560

/** Settings out of the source and in again, as a file. */
export function SettingsTransfer(props: SettingsTransferProps) {
  const { api } = useConnector()
  const { id: sourceId } = props.source
  const [isImporting, setImporting] = useState(false)
  const save = useMutation({
    mutationFn: () => api['settings.export']({ sourceId }),
    onSuccess(file) {
      saveFile(file)
      showToast({
        tone: 'info',
        title: `Saved ${file.fileName}.`,
        hint:
          file.withheld.length === 0
            ? undefined
            : `Encrypted settings are in it without their values.`,
      })
    },
  })
  return (
    <>
      <Menu
        label="More for settings"
        trigger={
          <IconButton
            data-part="settings.transfer"
            label="Import or export settings"
            icon={<Ellipsis size={ICON} />}
          />
        }
      >
        <MenuItem icon={<Download size={ICON} />} onAction={() => setImporting(true)}>
          Import settings…
        </MenuItem>
        <MenuItem icon={<Upload size={ICON} />} onAction={() => save.mutate()}>
          Export settings
        </MenuItem>
      </Menu>
      {isImporting && <ImportSettings {...props} onClose={() => setImporting(false)} />}
    </>
  )
}

interface Read {
  readonly text: string
  readonly fileName: string
  readonly changes: Result<'settings.importPreview'>
}

/** First the file, then what it would do, then it is done and can be undone. */
function ImportSettings(props: SettingsTransferProps & { onClose: () => void }) {
  const connector = useConnector()
  const { api } = connector
  const client = useQueryClient()
  const { id: sourceId, name } = props.source
  const [problem, setProblem] = useState<string | null>(null)
  const [read, setRead] = useState<Read | null>(null)
  const inPlace = {
    onMutate: () => setProblem(null),
    onError(error: unknown) {
      const { message, hint } = toWire(error)
      setProblem([message, hint].filter((part) => part !== undefined).join(' '))
    },
    meta: { isShownInPlace: true },
  }
  const look = useMutation({
    mutationFn: async (file: File): Promise<Read> => {
      const text = await file.text()
      return {
        text,
        fileName: file.name,
        changes: await api['settings.importPreview']({ sourceId, text }),
      }
    },
    onSuccess: setRead,
    ...inPlace,
  })
  const undo = useMutation({ mutationFn: () => api['settings.undoImport']({ sourceId }) })
  const take = useMutation({
    mutationFn: ({ text }: Read) => api['settings.import']({ sourceId, text }),
    onSuccess(settings, { changes }) {
      readRunsAnew(connector, client, { id: sourceId, settings })
      showToast({
        tone: 'info',
        title: `Settings imported: ${summaryOf(changes)}.`,
        action: { label: 'Undo', run: () => undo.mutate() },
      })
      props.onClose()
    },
    ...inPlace,
  })
  const blocked = props.isDirty
    ? 'Save or discard the changes you have typed first: an import would run into them.'
    : null
  const isNothing = read?.changes.every(({ effect }) => effect === 'same') ?? true
  const fileChoice = (
    <FileTrigger
      acceptedFileTypes={['application/json', '.json']}
      onSelect={(list) => {
        const file = list?.[0]
        if (file !== undefined) {
          look.mutate(file)
        }
      }}
    >
      <Button>{read === null ? 'Choose a file…' : 'Another file…'}</Button>
    </FileTrigger>
  )
  return (
    <Dialog title={`Import settings into ${name}`} width={WIDTH} onClose={props.onClose}>
      {read === null ? (
        <p className="muted">
          A file that Export settings has written. You see what it would change before it does.
        </p>
      ) : (
        <Changes read={read} />
      )}
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      {blocked !== null && <Notice>{blocked}</Notice>}
      {read === null ? (
        <div className="dialog-actions">
          <Button onPress={props.onClose}>Cancel</Button>
          {fileChoice}
        </div>
      ) : (
        <DialogForm
          submitLabel={isNothing ? 'Nothing to import' : 'Import settings'}
          isPending={take.isPending || blocked !== null || isNothing}
          onCancel={props.onClose}
          onSubmit={() => {
            if (!isNothing && blocked === null && !take.isPending) {
              take.mutate(read)
            }
          }}
        >
          <div>{fileChoice}</div>
        </DialogForm>
      )}
    </Dialog>
  )
}

function Changes({ read }: { read: Read }) {
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="setting-changes scroll" tabIndex={0} aria-label="What it changes">
      <p>
        <strong className="mono">{read.fileName}</strong>
        <span className="muted"> · {summaryOf(read.changes)}</span>
      </p>
      <ul>
        {read.changes.map((change) => (
          <li key={change.name} data-effect={change.effect}>
            <span className="setting-effect">{effectWords[change.effect]}</span>
            <code>{change.name}</code>
            <span className="muted">
              {[change.parts.join(', '), change.note ?? '']
                .filter((part) => part !== '')
                .join('. ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
