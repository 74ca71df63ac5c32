import type { Result } from '#preload/contract'
import { formatClock } from '../ui/format.ts'
import { Dot } from '../ui/state.tsx'
import { stateWords } from './tunnel-words.ts'

const SHOWN_ENTRIES = 8

export function TunnelTimeline(props: {
  timeline: Result<'capture.status'>['tunnel']['timeline']
}) {
  if (props.timeline.length === 0) {
    return null
  }
  const newestFirst = props.timeline.slice(-SHOWN_ENTRIES).toReversed()
  return (
    <section aria-label="What happened">
      <h3 className="field-label">What happened</h3>
      <ol className="timeline">
        {newestFirst.map((entry) => (
          <li key={`${entry.at} ${entry.state} ${entry.message}`}>
            <time dateTime={entry.at}>{formatClock(entry.at)}</time>
            <Dot tone={stateWords(entry.state).tone} />
            <span className="grow">{entry.message}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
