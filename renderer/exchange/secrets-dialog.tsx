import { Dialog, DialogForm } from '../ui/dialog.tsx'
import type { Exports } from './use-export.ts'
import './exchange.css'

/** Asked each time: what leaves the machine with secrets in it is the user's word, not a setting. */
export function SecretsDialog(props: { exports: Exports }) {
  const { asking, answer } = props.exports
  if (asking === null) {
    return null
  }
  const isCopy = asking.order.kind === 'copy'
  return (
    <Dialog title="Include secrets?" role="alertdialog" onClose={() => answer(false)}>
      <DialogForm
        submitLabel={isCopy ? 'Copy with secrets' : 'Save with secrets'}
        tone="danger"
        onCancel={() => answer(false)}
        onSubmit={() => answer(true)}
      >
        <p>
          Whoever gets {isCopy ? 'the text' : 'the file'} can act in your name with these. They were
          left out before:
        </p>
        <ul className="withheld">
          {asking.parts.map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ul>
      </DialogForm>
    </Dialog>
  )
}
