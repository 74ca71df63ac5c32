import { Copy, Download } from 'lucide-react'
import type { Result } from '#preload/contract'
import { isPacked, previewOf, unpacked, type PackedOutput } from '#preload/model/packed-output'
import { Button } from '../ui/button.tsx'
import { copyText } from '../ui/copy-button.tsx'
import { saveFile, textToBase64 } from '../ui/files.ts'
import { formatBytes } from '../ui/format.ts'
import { maskOutput } from '../ui/mask-output.ts'
import { shownOf } from '../ui/shown-of.ts'
import './large-output.css'

type Run = Result<'runs.start'>

/** Says what of a large output is not shown, and hands all of it out. */
export function LargeOutput(props: { run: Run }) {
  const { id, result } = props.run
  const { output, secretPaths } = result
  if (output === null || !isPacked(output)) {
    return null
  }
  return (
    <div className="large-output">
      <p>
        {shownOf(output, previewOf(output))} ({formatBytes(output.json.length)} in all)
      </p>
      <Button
        size="small"
        onPress={() => {
          void copyText(textOf(output, secretPaths))
        }}
      >
        <Copy size={12} aria-hidden="true" />
        Copy all
      </Button>
      <Button
        size="small"
        onPress={() => {
          const base64 = textToBase64(textOf(output, secretPaths))
          saveFile({ fileName: `output-${id}.json`, mediaType: 'application/json', base64 })
        }}
      >
        <Download size={12} aria-hidden="true" />
        Save all
      </Button>
    </div>
  )
}

/** Runs of before masks were kept only know where their secrets are. */
function textOf(output: PackedOutput, secretPaths: readonly string[]): string {
  return secretPaths.length === 0
    ? output.json
    : JSON.stringify(maskOutput(unpacked(output), secretPaths))
}
