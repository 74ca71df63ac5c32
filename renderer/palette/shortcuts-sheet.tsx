import { Dialog } from '../ui/dialog.tsx'
import { keysText } from '../ui/keys.ts'
import './palette.css'

export interface ShortcutRow {
  readonly section: string
  readonly title: string
  readonly keys: string
}

/** Every key of the window on one sheet. */
export function ShortcutsSheet(props: { rows: readonly ShortcutRow[]; onClose: () => void }) {
  const sections = [...new Set(props.rows.map(({ section }) => section))]
  return (
    <Dialog title="Keyboard Shortcuts" width={680} hasCloseButton onClose={props.onClose}>
      <div className="shortcut-groups">
        {sections.map((section) => (
          <section key={section} className="shortcut-group" aria-label={section}>
            <h3>{section}</h3>
            <dl>
              {props.rows
                .filter((row) => row.section === section)
                .map((row) => (
                  <div key={row.title} className="shortcut-row">
                    <dt>{row.title}</dt>
                    <dd>
                      <kbd className="kbd">{keysText(row.keys)}</kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
