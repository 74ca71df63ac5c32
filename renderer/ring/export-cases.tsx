import { useMutation, useQuery } from '@tanstack/react-query'
import { FolderOutput } from 'lucide-react'
import { useState } from 'react'
import { useConnector } from '../host/connector-context.tsx'
import { useAppInfo } from '../host/queries.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox } from '../ui/field.tsx'
import { saveFile } from '../ui/files.ts'
import { formatBytes, plural } from '../ui/format.ts'
import { Notice, Progress, Skeleton } from '../ui/state.tsx'
import { showToast } from '../ui/toast.tsx'
import './ring.css'

export interface ExportCasesProps {
  readonly sourceId: string
  readonly sourceSlug: string
}

const WIDTH = 560

export function ExportCases(props: ExportCasesProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton
        data-part="ring.export"
        label="Export as test cases"
        icon={<FolderOutput size={14} />}
        onPress={() => setOpen(true)}
      />
      {isOpen && (
        <Dialog title="Export as test cases" width={WIDTH} onClose={() => setOpen(false)}>
          <Cases {...props} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  )
}

function useCases(sourceId: string, secrets: boolean, enabled = true) {
  const { api } = useConnector()
  return useQuery({
    queryKey: ['export-cases', sourceId, secrets],
    queryFn: () => api['ring.export']({ sourceId, secrets }),
    enabled,
    // Events and baseline may have changed since it was looked at last.
    gcTime: 0,
  })
}

/** What would be written, what is left out of it, and the ways to write it. */
function Cases({ sourceId, sourceSlug, onDone }: ExportCasesProps & { onDone: () => void }) {
  const { api } = useConnector()
  const canChooseFolder = useAppInfo().data?.canChooseFolder ?? false
  // Asked each time: what leaves with secrets in it is the user's word, not a setting.
  const [secrets, setSecrets] = useState(false)
  const cases = useCases(sourceId, false)
  const whole = useCases(sourceId, true, secrets)
  const toFolder = useMutation({
    mutationFn: () => api['ring.exportFolder']({ sourceId, secrets }),
    onSuccess({ folder }) {
      if (folder !== null) {
        showToast({ tone: 'info', title: `The cases are in ${folder}.` })
        onDone()
      }
    },
  })
  const archive = useMutation({
    mutationFn: () => api['ring.exportArchive']({ sourceId, secrets }),
    onSuccess(file) {
      saveFile(file)
      showToast({ tone: 'info', title: `Saved ${file.fileName}.` })
      onDone()
    },
  })
  if (cases.data === undefined) {
    return cases.isError ? (
      <Notice tone="error">{cases.error.message}</Notice>
    ) : (
      <Skeleton label="Looking at the cases" />
    )
  }
  const { withheld } = cases.data
  const { files, notes } = (secrets ? whole.data : undefined) ?? cases.data
  const command = `hookbench test ${sourceSlug}`
  const isBusy = toFolder.isPending || archive.isPending
  return (
    <>
      <p>
        The function, its payloads and the accepted results, for your repository and your CI.{' '}
        <code>{command}</code> runs them there.
      </p>
      {isBusy && <Progress label="Writing the cases" />}
      {/* A scrolling region must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="ring-files scroll" tabIndex={0} aria-label="Files">
        <ul>
          {files.map(({ path, text }) => (
            <li key={path}>
              <span className="mono truncate">{path}</span>
              <span className="muted">{formatBytes(text.length)}</span>
            </li>
          ))}
        </ul>
      </section>
      {notes.length > 0 && (
        <ul className="ring-notes muted">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {withheld.length > 0 && (
        <div className="ring-secrets">
          <Checkbox isSelected={secrets} onChange={setSecrets}>
            Include secrets
          </Checkbox>
          <p className={secrets ? 'ring-danger' : 'muted'} aria-live="polite">
            {secrets
              ? `Whoever gets the files can act in your name with these: ${withheld.join(', ')}.`
              : `Left out: ${withheld.join(', ')}.`}
          </p>
        </div>
      )}
      <div className="dialog-actions">
        <span className="muted">{plural(files.length, 'file')}</span>
        <span className="grow" />
        <Button onPress={onDone}>Cancel</Button>
        <Button
          variant={canChooseFolder ? 'default' : 'primary'}
          isDisabled={isBusy}
          onPress={() => archive.mutate()}
        >
          Save as ZIP
        </Button>
        {canChooseFolder && (
          <Button variant="primary" isDisabled={isBusy} onPress={() => toFolder.mutate()}>
            Save to a folder…
          </Button>
        )}
      </div>
    </>
  )
}
