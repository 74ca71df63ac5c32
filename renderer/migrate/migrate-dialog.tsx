import { useRef, useState, type ComponentType } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import './migrate.css'
import { ProofList } from './proof-list.tsx'
import type { Migration } from './use-migration.ts'

interface CompareHandle {
  readonly revealOriginal: (line: number) => void
}

export interface CompareProps {
  readonly original: string
  readonly modified: string
  readonly notes: readonly { readonly line: number; readonly message: string }[]
  readonly labels: { readonly original: string; readonly modified: string }
  readonly onReady: (handle: CompareHandle) => void
}

export interface MigrateDialogProps {
  readonly migration: Migration
  /** The diff editor; composed by the app because it is an editor. */
  readonly Compare: ComponentType<CompareProps>
  readonly onClose: () => void
  readonly onApply: (code: string) => Promise<void>
}

const labels = { original: 'Legacy function', modified: 'Modern function' }

export function MigrateDialog(props: MigrateDialogProps) {
  const { before, after } = props.migration
  const { Compare } = props
  const compare = useRef<CompareHandle>(null)
  const [isApplying, setApplying] = useState(false)
  const apply = async (): Promise<void> => {
    setApplying(true)
    await props.onApply(after.code)
    props.onClose()
  }
  return (
    <Dialog title="Migrate to the modern interface" width={1180} onClose={props.onClose}>
      <div className="migrate-heads">
        <h3>Legacy: exports.processEvents</h3>
        <h3>Modern: onRequest</h3>
      </div>
      <div className="migrate-compare">
        <Compare
          original={before}
          modified={after.code}
          notes={after.notes}
          labels={labels}
          onReady={(handle) => {
            compare.current = handle
          }}
        />
      </div>
      <div className="migrate-facts">
        <section aria-label="Notes">
          <h3>To look at</h3>
          {after.notes.length === 0 ? (
            <p className="muted">Nothing: every part of the function could be carried over.</p>
          ) : (
            <ul className="migrate-notes">
              {after.notes.map(({ line, message }) => (
                <li key={`${line} ${message}`}>
                  <button
                    type="button"
                    className="migrate-note"
                    onClick={() => compare.current?.revealOriginal(line)}
                  >
                    <span className="migrate-line">line {line}</span>
                    <span>{message}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section aria-label="Proof">
          <h3>Both run on your payloads</h3>
          <ProofList proof={after.proof} />
        </section>
      </div>
      <div className="dialog-actions">
        <Button onPress={props.onClose}>Cancel</Button>
        <Button variant="primary" isDisabled={isApplying} onPress={() => void apply()}>
          Apply
        </Button>
      </div>
    </Dialog>
  )
}
