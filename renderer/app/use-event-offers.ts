/** The actions on captured events, for keys, palette and native menu. */
import type { EventSummary } from '../captures/event-actions.ts'
import type { CapturedEvents } from '../captures/use-captured-events.ts'
import { useActions } from './actions/action-registry.ts'
import { focusWithin } from './focus-within.ts'
import type { EventTools } from './use-event-tools.ts'

export interface EventOfferParts {
  readonly sourceId: string
  /** The one that is chosen; `undefined` for the sample. */
  readonly chosen: EventSummary | undefined
  readonly captured: CapturedEvents
  readonly tools: EventTools
  readonly onShowTest: () => void
  readonly onImport: () => void
}

export function useEventOffers(parts: EventOfferParts): void {
  const { chosen, captured, tools } = parts
  const { actions } = tools
  const onChosen = (act: (event: EventSummary) => void): (() => void) | null =>
    chosen === undefined ? null : () => act(chosen)
  useActions({
    'event.inspect': onChosen((event) => {
      parts.onShowTest()
      // A second time closes it; from elsewhere in the window the focus goes there first.
      if (tools.view !== null && isAtEvents(document.activeElement)) {
        actions.endInspect()
        return
      }
      actions.inspect(event)
      focusWithin('.event-detail')
    }),
    'event.raw': onChosen((event) => {
      parts.onShowTest()
      actions.showRaw(event)
    }),
    'event.replay': onChosen((event) => actions.replay(event, false)),
    'event.editReplay': onChosen((event) => actions.replay(event, true)),
    'event.pin': onChosen((event) => actions.setPinned(event.id, !event.pinned)),
    'event.copyCurl': onChosen(actions.copyCurl),
    'event.saveHar': onChosen((event) => actions.save(event, 'har')),
    'event.saveHttp': onChosen((event) => actions.save(event, 'http')),
    'event.saveCase': onChosen((event) => actions.save(event, 'fixture')),
    'event.delete': onChosen(actions.remove),
    'events.clear': captured.events.length === 0 ? null : captured.clear,
    'events.restore': captured.deletedCount === 0 ? null : captured.restore,
    'events.bringBack': captured.evicted === null ? null : captured.undoEviction,
    'exchange.import': parts.onImport,
    'exchange.exportSource': () => tools.exports.run({ kind: 'source', sourceId: parts.sourceId }),
  })
}

function isAtEvents(focused: Element | null): boolean {
  return focused?.closest('.event-detail, .event-list') != null
}
