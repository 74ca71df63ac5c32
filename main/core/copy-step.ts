/**
 * The first of the first steps, "Copy the URL": also who took it along another way has it, which
 * the first webhook from outside shows.
 */
import type { EventBus } from './event-bus.ts'
import type { PreferenceService } from './preferences.ts'

export interface CopyStep {
  /** Samples and replays are webhooks as well: what comes meanwhile shows nothing. */
  whileSending<T>(sending: Promise<T>): Promise<T>
  /** To be called before the webhook is answered: its sender may be this application. */
  onWebhook(): void
}

export function createCopyStep(preferences: PreferenceService, bus: EventBus): CopyStep {
  let sending = 0
  let hasCome = false
  let isDone = false

  // Not sooner: while the database has no time, webhooks are taken without it.
  bus.subscribe((event) => {
    if (event !== 'events.added' || !hasCome || isDone) {
      return
    }
    const { firstSteps } = preferences.get()
    if (!firstSteps.done.includes('copy')) {
      preferences.set({ firstSteps: { ...firstSteps, done: [...firstSteps.done, 'copy'] } })
    }
    isDone = true
  })

  return {
    async whileSending(sent) {
      sending += 1
      try {
        return await sent
      } finally {
        sending -= 1
      }
    },
    onWebhook() {
      hasCome ||= sending === 0
    },
  }
}
