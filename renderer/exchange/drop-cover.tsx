import { FileDown } from 'lucide-react'
import './exchange.css'

/** Over the whole window while files are held above it. */
export function DropCover() {
  return (
    <div className="drop-cover" aria-hidden="true">
      <div className="drop-card">
        <FileDown size={26} />
        <strong>Drop to import</strong>
        <span className="muted">curl commands, HAR, raw HTTP, payloads, exported sources</span>
      </div>
    </div>
  )
}
