import { Pencil, Send, Upload } from 'lucide-react'
import type { EventSummary } from '../captures/event-actions.ts'
import { EventDetail } from '../captures/event-detail.tsx'
import { ExportItems } from '../captures/event-menu.tsx'
import { TextEditor } from '../editor/lazy-monaco.tsx'
import { ReplayHistoryView } from '../replay/replay-history.tsx'
import { SignatureBadge } from '../signatures/signature-badge.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { EventTools } from './use-event-tools.ts'

/** The chosen event in place of the test, with its signature, its replays and its exports. */
export function EventInspector(props: { event: EventSummary; tools: EventTools }) {
  const { event, tools } = props
  const { actions } = tools
  return (
    <EventDetail
      event={event}
      shown={tools.view ?? 'body'}
      onShow={tools.show}
      onClose={actions.endInspect}
      onKey={actions}
      signature={<SignatureBadge key={event.id} eventId={event.id} sourceId={event.sourceId} />}
      actions={
        <>
          <Button size="small" onPress={() => actions.replay(event, false)}>
            <Send size={12} aria-hidden="true" />
            Replay…
          </Button>
          <IconButton
            label="Edit and replay"
            hint="Edit and replay (E)"
            size="small"
            icon={<Pencil size={13} />}
            onPress={() => actions.replay(event, true)}
          />
          <Menu
            label="Export this event"
            trigger={
              <IconButton label="Export this event" size="small" icon={<Upload size={13} />} />
            }
          >
            <ExportItems event={event} actions={actions} />
          </Menu>
        </>
      }
      replays={<ReplayHistoryView sourceId={event.sourceId} eventId={event.id} />}
      renderJson={(text) => (
        <TextEditor
          documentId={`body:${event.id}`}
          value={text}
          language="json"
          label="Body as JSON"
          isReadOnly
        />
      )}
    />
  )
}
