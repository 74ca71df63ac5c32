import { Copy, Download } from 'lucide-react'
import { Button } from './button.tsx'
import { copyText } from './copy-button.tsx'
import './cut-bar.css'
import { saveFile, textToBase64 } from './files.ts'
import { formatBytes } from './format.ts'

export interface CutBarProps {
  /** What of it is shown; nothing is cut in silence. */
  readonly words: string
  /** All of it, where it is at hand. */
  readonly whole?: {
    readonly size: number
    readonly fileName: string
    readonly text: () => string
  }
}

/** Says that something large is not shown in full, and hands all of it out. */
export function CutBar({ words, whole }: CutBarProps) {
  return (
    <div className="cut-bar">
      <p>{words}</p>
      {whole !== undefined && (
        <>
          <span>{formatBytes(whole.size)}</span>
          <Button
            size="small"
            onPress={() => {
              void copyText(whole.text())
            }}
          >
            <Copy size={12} aria-hidden="true" />
            Copy all
          </Button>
          <Button
            size="small"
            onPress={() => {
              const base64 = textToBase64(whole.text())
              saveFile({ fileName: whole.fileName, mediaType: 'application/json', base64 })
            }}
          >
            <Download size={12} aria-hidden="true" />
            Save all
          </Button>
        </>
      )}
    </div>
  )
}
