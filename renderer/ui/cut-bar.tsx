import { Download } from 'lucide-react'
import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import './cut-bar.css'
import { saveFile, textToBase64 } from './files.ts'
import { formatBytes } from './format.ts'

export interface CutBarProps {
  /** What of it is shown; nothing is cut in silence. */
  readonly words: string
  /** All of it, where it is at hand. */
  readonly whole?: {
    readonly fileName: string
    readonly text: string
  }
}

/** Says that something large is not shown in full, and hands all of it out. */
export function CutBar({ words, whole }: CutBarProps) {
  return (
    <div className="cut-bar">
      <p title={words}>{words}</p>
      {whole !== undefined && (
        <>
          <span>{formatBytes(whole.text.length)}</span>
          <CopyButton size="small" text={whole.text} label="Copy all" word="Copy all" />
          <Button
            size="small"
            aria-label="Save all"
            onPress={() => {
              const base64 = textToBase64(whole.text)
              saveFile({ fileName: whole.fileName, mediaType: 'application/json', base64 })
            }}
          >
            <Download size={13} aria-hidden="true" />
            <span>Save all</span>
          </Button>
        </>
      )}
    </div>
  )
}
