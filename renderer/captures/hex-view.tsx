import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../ui/button.tsx'
import { formatBytes } from '../ui/format.ts'
import { Skeleton } from '../ui/state.tsx'
import { useHexPage } from './use-event-view.ts'

export interface HexViewProps {
  readonly eventId: string
  readonly of: 'arrived' | 'decoded'
}

const OFFSET_DIGITS = 8

/** The bytes, a page at a time. */
export function HexView(props: HexViewProps) {
  const [starts, setStarts] = useState<readonly number[]>([0])
  const offset = starts.at(-1) ?? 0
  const page = useHexPage(props.eventId, props.of, offset).data
  if (page === undefined) {
    return <Skeleton label="Loading the bytes" />
  }
  const { next } = page
  const end = next ?? page.total
  return (
    <div className="hex-view">
      {(starts.length > 1 || next !== null) && (
        <div className="hex-bar">
          <span className="muted">
            Bytes {offset} to {end} of {formatBytes(page.total)}
          </span>
          <span className="grow" />
          <IconButton
            label="Bytes before"
            size="small"
            icon={<ChevronLeft size={14} />}
            isDisabled={starts.length === 1}
            onPress={() => setStarts(starts.slice(0, -1))}
          />
          <IconButton
            label="Bytes after"
            size="small"
            icon={<ChevronRight size={14} />}
            isDisabled={next === null}
            onPress={() => {
              if (next !== null) {
                setStarts([...starts, next])
              }
            }}
          />
        </div>
      )}
      {/* A scrolling region must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="hex-rows scroll" tabIndex={0} aria-label="Bytes">
        <pre>
          {page.rows.map((row) => (
            <span key={row.offset} className="hex-row">
              <span className="hex-offset">
                {row.offset.toString(16).padStart(OFFSET_DIGITS, '0')}
              </span>
              <span>{row.hex.padEnd(47)}</span>
              <span className="hex-ascii">{row.ascii}</span>
            </span>
          ))}
        </pre>
      </section>
    </div>
  )
}
