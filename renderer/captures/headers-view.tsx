import { NameValueTable } from './name-value-table.tsx'
import type { EventView } from './use-event-view.ts'

const marks: Record<EventView['headers'][number]['origin'], string | null> = {
  sender: null,
  relay: 'added by the relay',
  forwarder: 'of a proxy, or the sender’s own',
}

/** Every header in its place; what the way here added is marked. */
export function HeadersView(props: { view: EventView }) {
  const { headers, namesLowered } = props.view
  return (
    <div className="headers-view">
      {namesLowered && (
        <p className="headers-note">
          The relay wrote every name in small letters; how the sender wrote them is not known.
        </p>
      )}
      <NameValueTable
        label="Headers"
        rows={headers.map(({ name, value, origin }) => {
          const text = marks[origin]
          return {
            name,
            value,
            mark: text === null ? undefined : <span className="header-origin">{text}</span>,
          }
        })}
      />
    </div>
  )
}
