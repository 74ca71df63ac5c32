import { FolderOutput } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import './ring.css'

/** The way to the same baseline in a repository: a page cannot write a folder, the command can. */
export function ExportCases(props: { sourceSlug: string }) {
  const [isOpen, setOpen] = useState(false)
  const commands = [
    `hookbench export --source ${props.sourceSlug} --cases ${props.sourceSlug}`,
    `hookbench test ${props.sourceSlug}`,
  ]
  return (
    <>
      <IconButton
        label="Export as test cases"
        icon={<FolderOutput size={14} />}
        onPress={() => setOpen(true)}
      />
      {isOpen && (
        <Dialog title="Export as test cases" width={560} onClose={() => setOpen(false)}>
          <p>
            The function, its payloads and the accepted results, as a folder for your repository and
            your CI. Encrypted settings are left out.
          </p>
          {commands.map((command) => (
            <div key={command} className="ring-command">
              <code>{command}</code>
              <CopyButton text={command} label={`Copy ${command}`} />
            </div>
          ))}
        </Dialog>
      )}
    </>
  )
}
