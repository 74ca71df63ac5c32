/** Stores events so that they survive a loss of power, or not at all. */
import type { Committed } from '#main/store/event-inserts'
import type { EventsRepo, NewEvent } from '#main/store/events-repo'

export type DurableEvents = Pick<EventsRepo, 'addAll' | 'sync' | 'withdraw'>

/**
 * Rejects with what `addAll` throws, or with the reason why the disk did not take the events.
 * They are taken back then: whoever sent them is told that they are not here, and sends them
 * again.
 */
export async function addDurably(
  events: DurableEvents,
  batch: readonly NewEvent[],
): Promise<Committed> {
  const committed = events.addAll(batch)
  try {
    await events.sync()
  } catch (cause) {
    try {
      events.withdraw(committed)
    } catch (error) {
      const both = `${String(cause)}; ${String(error)}`
      throw new Error(`events could be neither brought to disk nor taken back: ${both}`, {
        cause: error,
      })
    }
    throw cause
  }
  return committed
}
